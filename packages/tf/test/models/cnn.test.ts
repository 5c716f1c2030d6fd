import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { cnn } from '../../src/models/cnn.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { expectSlopesToAdd } from '../support/expect-slopes-to-add.ts'

beforeAll(() => tf.setBackend('cpu'))

describe('cnn()', () => {
  it('has three convolutions, the first with large kernels', () => {
    expect(
      cnn()
        .parameters.filter(({ name }) => name === 'weight')
        .map(({ shape }) => shape),
    ).toEqual([
      [15, 15, 3, 16],
      [3, 3, 16, 32],
      [3, 3, 32, 64],
      [64, 10],
    ])
  })

  it('is trained by both paths alike, and its samples have gradients that add up', async () => {
    const tiny = cnn({ image: [9, 8, 1], widths: [3, 4, 5], kernel: 7, classes: 4 })
    await expectPathsAgree(tf, tiny)
    await expectSlopesToAdd(tiny)
  })
})

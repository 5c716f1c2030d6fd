import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { deepLinear } from '../../src/models/deep-linear.ts'
import { startOf } from '../../src/networks/start.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'

beforeAll(() => tf.setBackend('cpu'))

describe('deepLinear()', () => {
  it('is matrices and nothing else, each as large at the start as its scale over √fan-in', () => {
    const net = deepLinear({ widths: [100, 80, 60, 40], scale: [0.1, 1, 3] })
    expect(net.parameters.map(({ layer, shape }) => `${layer} ${shape}`)).toEqual(['W1 100,80', 'W2 80,60', 'W3 60,40'])
    const start = startOf(net, randomStream(1, 'student'))
    const sizes = net.parameters.map(({ offset, size, shape }) => {
      const square = start.subarray(offset, offset + size).reduce((sum, weight) => sum + weight * weight, 0) / size
      return Math.sqrt(square * shape[0])
    })
    for (const [l, scale] of [0.1, 1, 3].entries()) expect(Math.abs(sizes[l] / scale - 1)).toBeLessThan(0.05)
  })

  it('is trained by both paths alike', async () => {
    await expectPathsAgree(tf, deepLinear({ widths: [5, 4, 4, 3] }), { loss: 'mean-square' })
    await expectPathsAgree(tf, deepLinear({ widths: [1, 1] }))
  })

  it('says which widths or scales it does not accept', () => {
    expect(() => deepLinear({ widths: [3] })).toThrow(
      'deepLinear.widths is [3]: [inputs, …, outputs], of whole numbers of at least 1, is accepted',
    )
    expect(() => deepLinear({ widths: [3, 2, 2], scale: [1] })).toThrow(
      'deepLinear.scale is [1]: one number above 0, or a list of 2, one for each layer, is accepted',
    )
  })
})

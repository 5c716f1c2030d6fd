import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  averagePool,
  convolution,
  dense,
  type Extent,
  flatten,
  maxPool,
  type PoolOptions,
  relu,
  scale,
} from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { expectSlopesToAdd } from '../support/expect-slopes-to-add.ts'

beforeAll(() => tf.setBackend('cpu'))

describe.each([
  ['maxPool', maxPool],
  ['averagePool', averagePool],
] as const)('both paths of %s agree on', (_, pool) => {
  const mixed = (channels: number, size: Extent, options?: PoolOptions) => [
    convolution(channels, { kernel: 1 }),
    pool(size, options),
  ]
  const cases = [
    ['windows that cover the image', [4, 6, 2], mixed(5, 2)],
    ['windows that leave a row and a column', [5, 7, 1], mixed(3, 2)],
    ['windows that overlap', [7, 7, 2], mixed(6, 3, { stride: 2 })],
    ['windows that overlap, of one channel', [7, 7, 1], mixed(1, [3, 2], { stride: [1, 2] })],
    ['windows with pixels between them', [8, 8, 2], mixed(4, 2, { stride: 3 })],
    ['one window of all', [4, 3, 3], mixed(8, [4, 3])],
    ['windows of one pixel', [3, 3, 2], mixed(4, 1)],
    ['the inputs', [4, 4, 3], [pool(2)]],
    ['a bias behind it', [6, 6, 2], [...mixed(6, 2), relu(), ...mixed(5, 3)]],
    ['a bias before it', [6, 6, 2], [convolution(6, { kernel: 1 }), relu(), pool(2)]],
    ['a factor', [6, 6, 2], [convolution(6, { kernel: 1, bias: false }), scale(0.5), pool(2), relu()]],
    ['a factor below 0', [6, 6, 2], [convolution(6, { kernel: 1, bias: false }), scale(-0.5), pool(2), relu()]],
    ['two of them', [8, 8, 2], [convolution(6, { kernel: 1 }), pool(2), pool(2), scale(2), relu()]],
  ] as const

  it.each(cases)('%s', async (_, axes, layers) => {
    const one = network({ axes }, [...layers, flatten(), dense(3)])
    await expectPathsAgree(tf, one, { rate: 1e-4 })
    await expectPathsAgree(tf, one, { rate: 1e-4, count: 1, loss: 'mean-square' })
    await expectSlopesToAdd(one)
  })
})

describe('a pool refuses', () => {
  it.each([
    ['vectors', () => network({ axes: [9] }, [maxPool(2)]), 'its input is [9]: [height, width, channels] is accepted'],
    [
      'images smaller than a window',
      () => network({ axes: [4, 2, 1] }, [averagePool(3, { name: 'last' })]),
      'layer last: its input is [4, 2, 1]: images at least as large as the window of 3 × 3 are accepted',
    ],
    ['windows of no pixel', () => maxPool([0, 2]), 'maxPool.size is [0, 2]: a whole number of at least 1, or'],
    ['no stride', () => averagePool(2, { stride: 0 }), 'averagePool.stride is 0'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message)
  })
})

import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { convolution, dense, flatten, maxPool, relu, scale } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import { sgd } from '../../src/training/sgd.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { expectSlopesToAdd } from '../support/expect-slopes-to-add.ts'

beforeAll(() => tf.setBackend('cpu'))

const end = [flatten(), dense(3)]

const cases = [
  ['one channel in and out', [5, 5, 1], [convolution(1, { kernel: 3 })]],
  ['a kernel as large as the image', [4, 3, 2], [convolution(5, { kernel: [4, 3] })]],
  ['a kernel of one pixel', [3, 4, 5], [convolution(6, { kernel: 1, bias: false })]],
  ['a bias and padding', [6, 7, 3], [convolution(4, { kernel: 3, padding: 1 }), relu()]],
  ['padding by all but a pixel', [2, 3, 2], [convolution(9, { kernel: 3, padding: 2 })]],
  ['two after another', [7, 8, 1], [convolution(6, { kernel: 5, padding: 2 }), relu(), convolution(9, { kernel: 3 })]],
  ['strides', [8, 9, 2], [convolution(7, { kernel: 3 }), relu(), convolution(5, { kernel: 3, stride: 2, padding: 1 })]],
  [
    'strides that differ, longer than the kernel',
    [9, 8, 3],
    [convolution(4, { kernel: 1 }), relu(), convolution(3, { kernel: [1, 2], stride: [3, 2] })],
  ],
  ['factors around it', [5, 5, 2], [scale(2), convolution(3, { kernel: 2 }), scale(-0.5), relu(), scale(0.5)]],
  ['a convolution of what is shared in place', [4, 4, 3], [relu(), convolution(8, { kernel: 3 }), relu()]],
] as const

describe('both paths of a convolution agree on', () => {
  it.each(cases)('%s', async (_, axes, layers) => {
    const one = network({ axes }, [...layers, ...end])
    await expectPathsAgree(tf, one, { rate: 1e-4 })
    await expectPathsAgree(tf, one, { rate: 1e-4, count: 1, loss: 'mean-square', optimizer: sgd({ momentum: 0.9 }) })
    await expectPathsAgree(tf, one, { rate: 1e-4, count: 14 })
  })
})

describe('the gradients of a convolution for single samples', () => {
  it.each(cases)('add up to that of the batch: %s', async (_, axes, layers) => {
    await expectSlopesToAdd(network({ axes }, [...layers, ...end]))
  })
})

describe('convolution() starts', () => {
  it('within 1/√fan-in, its bias at 0', () => {
    const [weight, bias] = convolution(16, { kernel: 5 }).parameters!({ axes: [14, 14, 6] })
    expect(weight!.shape).toEqual([5, 5, 6, 16])
    const random = { uniform: () => 0.999, normal: () => 9 }
    const drawn = new Float32Array(3)
    weight!.start(random as never, drawn)
    expect(drawn[2]).toBeCloseTo(0.998 / Math.sqrt(150), 6)
    bias!.start(random as never, drawn)
    expect(drawn[2]).toBe(0)
  })
})

describe('convolution() refuses', () => {
  it.each([
    ['vectors', { axes: [9] }, 'its input is [9]: [height, width, channels] is accepted'],
    [
      'images smaller than the kernel',
      { axes: [4, 9, 1] },
      'its input is [4, 9, 1]: images at least as large as the kernel of 5 × 5 are accepted',
    ],
    ['tokens', { axes: [9, 9, 9], tokens: 3 }, 'of tokens below 3'],
  ])('%s', (_, input, message) => {
    expect(() => network(input, [convolution(2, { kernel: 5, name: 'first' }), ...end])).toThrow(`layer first: `)
    expect(() => network(input, [convolution(2, { kernel: 5, name: 'first' }), ...end])).toThrow(message)
  })

  it('images that its padding does not make large enough', () => {
    expect(() => network({ axes: [1, 1, 1] }, [convolution(2, { kernel: 4, padding: 1 })])).toThrow('padded by 1')
  })

  it.each([
    ['no channels', () => convolution(0, { kernel: 3 }), 'channels is 0'],
    [
      'half a kernel',
      () => convolution(1, { kernel: [3, 1.5] }),
      'convolution.kernel is [3, 1.5]: a whole number of at least 1, or [height, width] of such, is accepted',
    ],
    ['no stride', () => convolution(1, { kernel: 3, stride: [0, 1] }), 'convolution.stride is [0, 1]'],
    ['padding as large as the kernel', () => convolution(1, { kernel: 3, padding: 3 }), 'padding is 3'],
    ['padding below 0', () => convolution(1, { kernel: 3, padding: -1 }), 'a whole number from 0 to 2'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message)
  })
})

it('a convolution is in the description of its network', () => {
  const { description } = network({ axes: [9, 9, 1] }, [convolution(2, { kernel: [3, 5], stride: 2 }), maxPool(2)])
  expect(description).toContain('channels 2 kernel 3,5 stride 2,2 padding 0 bias true')
})

import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { chooseBackend } from '../../src/index.ts'
import { batchNorm, convolution, flatten, type Layer, maxPool, relu, scale } from '../../src/layers/index.ts'
import { isTiled } from '../../src/layers/tiled-convolution.ts'
import { network } from '../../src/networks/network.ts'
import { sgd } from '../../src/training/sgd.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { expectSlopesToAdd } from '../support/expect-slopes-to-add.ts'

// Its convolutions are plain sums, and it is fast enough for many channels.
beforeAll(() => chooseBackend('wasm'))

const conv = (channels: number, padding: number, bias = true): Layer =>
  convolution(channels, { kernel: 3, padding, bias })
/** To few outputs, and no large ones, of which a softmax would make more of every error. */
const end = (): Layer[] => [convolution(1, { kernel: 1 }), scale(1e-3), flatten()]

describe('both paths agree on convolutions in tiles', () => {
  it.each<[string, number[], Layer[]]>([
    ['of the inputs', [6, 8, 16], [conv(16, 1), ...end()]],
    ['of odd extents', [5, 7, 16], [conv(20, 1), relu(), conv(16, 1), ...end()]],
    ['without padding', [6, 5, 16], [conv(16, 0), relu(), conv(24, 0), ...end()]],
    ['padded all around', [3, 4, 16], [conv(16, 2), relu(), conv(16, 2), ...end()]],
    ['of one pixel', [1, 1, 16], [conv(16, 1), conv(16, 1), ...end()]],
    ['to one pixel', [3, 3, 16], [conv(16, 0), flatten()]],
    [
      'of more tiles than are taken together',
      [22, 21, 16],
      [conv(16, 1, false), relu(), conv(16, 1), maxPool(4), ...end()],
    ],
    [
      'with batch norms',
      [4, 4, 16],
      [conv(32, 1, false), batchNorm(), relu(), conv(16, 1, false), batchNorm(), ...end()],
    ],
  ])('%s', async (_, axes, layers) => {
    await expectPathsAgree(tf, network({ axes }, layers), { count: 3, rate: 1e-3 })
    await expectPathsAgree(tf, network({ axes }, layers), {
      count: 4,
      rate: 1e-3,
      loss: 'mean-square',
      optimizer: sgd({ momentum: 0.9 }),
    })
  })
})

it('has gradients of single samples that add up to that of the batch', async () => {
  await expectSlopesToAdd(network({ axes: [6, 5, 16] }, [conv(20, 1), relu(), conv(16, 0), ...end()]))
})

it('is for kernels of 3 × 3 side by side, of many channels in fours', () => {
  const axis = { input: 8, output: 8, kernel: 3, stride: 1, before: 1 }
  const one = { images: 1, rows: axis, columns: axis, channels: 16, outChannels: 32 }
  expect(isTiled(one)).toBe(true)
  expect(isTiled({ ...one, channels: 12 })).toBe(false)
  expect(isTiled({ ...one, outChannels: 18 })).toBe(false)
  expect(isTiled({ ...one, rows: { ...axis, kernel: 5 } })).toBe(false)
  expect(isTiled({ ...one, columns: { ...axis, stride: 2 } })).toBe(false)
})

import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { convolution, dense, flatten, maxPool, relu, scale } from '../../src/layers/index.ts'
import { networkModules } from '../../src/networks/kernels.ts'
import { networkMemory } from '../../src/networks/memory.ts'
import { network } from '../../src/networks/network.ts'
import { planNetwork } from '../../src/networks/plan.ts'
import { poolWithConvolution } from '../../src/networks/pool-with-convolution.ts'
import { sgd } from '../../src/training/sgd.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { expectSlopesToAdd } from '../support/expect-slopes-to-add.ts'
import { apart, fast, randomBatch, randomState, trainingOf } from '../support/networks.ts'

beforeAll(() => tf.setBackend('cpu'))

const end = [flatten(), dense(3)]

describe('a convolution and the pool behind it, as one, agree with the general path:', () => {
  it.each([
    ['one channel in and out', [6, 6, 1], [convolution(1, { kernel: 3 }), maxPool(2)]],
    ['two channels out', [7, 6, 3], [convolution(2, { kernel: 2 }), maxPool(2), relu()]],
    ['six channels, padded', [8, 8, 1], [convolution(6, { kernel: 5, padding: 2 }), relu(), maxPool(2)]],
    ['one channel in, as many columns as a tile', [9, 10, 1], [convolution(13, { kernel: [2, 3] }), maxPool(2)]],
    ['one channel in, more columns', [6, 23, 1], [convolution(9, { kernel: 3 }), relu(), maxPool(2)]],
    ['one channel in, a row of the kernel', [4, 13, 1], [convolution(3, { kernel: [1, 5], padding: 0 }), maxPool(2)]],
    ['eight of many', [6, 8, 6], [convolution(8, { kernel: 3 }), relu(), maxPool(2)]],
    ['rows of up to 16 entries', [6, 6, 4], [convolution(5, { kernel: 3, bias: false }), relu(), maxPool(2)]],
    ['rows of more than 32 entries', [9, 9, 5], [convolution(5, { kernel: 7, padding: 1 }), maxPool(2)]],
    ['more than five rows', [10, 9, 1], [convolution(7, { kernel: [7, 3] }), maxPool(2), relu()]],
    ['windows of 3 × 3', [9, 9, 2], [convolution(4, { kernel: 1 }), maxPool(3)]],
    ['windows that overlap', [11, 11, 2], [convolution(4, { kernel: 2 }), maxPool(3, { stride: 2 })]],
    ['windows of one row', [5, 12, 2], [convolution(3, { kernel: 2 }), maxPool([1, 4])]],
    ['strides of both', [13, 14, 2], [convolution(4, { kernel: 3, stride: [1, 2], padding: 1 }), relu(), maxPool(2)]],
    ['rows and columns left over', [8, 10, 3], [convolution(4, { kernel: 2, padding: 1 }), relu(), maxPool(2)]],
    ['a factor between them', [6, 6, 2], [convolution(4, { kernel: 1 }), scale(2), maxPool(2), relu()]],
    [
      'two of them',
      [14, 14, 2],
      [
        convolution(4, { kernel: 3, padding: 1 }),
        relu(),
        maxPool(2),
        convolution(7, { kernel: 2, padding: 1 }),
        relu(),
        maxPool(2),
      ],
    ],
  ] as const)('%s', async (_, axes, layers) => {
    const one = network({ axes }, [...layers, ...end])
    await expectPathsAgree(tf, one, { rate: 1e-4 })
    await expectPathsAgree(tf, one, { rate: 1e-4, count: 1, loss: 'mean-square', optimizer: sgd({ momentum: 0.9 }) })
    await expectPathsAgree(tf, one, { rate: 1e-4, count: 15 })
    await expectSlopesToAdd(one, { shares: true })
  })
})

describe('poolWithConvolution()', () => {
  const kindsOf = (axes: number[], layers: Parameters<typeof network>[1]): string[] =>
    poolWithConvolution(network({ axes }, layers).layers).map(({ layer, name }) => `${name} ${layer.kind}`)

  it('joins what stands side by side under the name of the convolution', () => {
    expect(kindsOf([9, 9, 1], [convolution(4, { kernel: 2, name: 'first' }), maxPool(2), relu()])).toEqual([
      'first pooledConvolution',
      'relu1 relu',
    ])
  })

  it.each([
    ['pools that leave more than a quarter', [9, 9, 1], [convolution(4, { kernel: 2 }), maxPool(2, { stride: 1 })]],
    ['images that are larger than the first cache', [99, 99, 1], [convolution(4, { kernel: 2 }), maxPool(2)]],
    ['a layer between them', [9, 9, 1], [convolution(4, { kernel: 2 }), relu(), maxPool(2)]],
  ] as const)('leaves %s', (_, axes, layers) => {
    expect(kindsOf([...axes], layers)).not.toContain('convolution1 pooledConvolution')
  })
})

it('what is joined gives the outputs of the two apart', async () => {
  const net = network({ axes: [12, 12, 2] }, [convolution(6, { kernel: 5, padding: 2 }), relu(), maxPool(2), ...end])
  const state = randomState(net)
  const batch = randomBatch(net, 8)
  const joined = (await fast(trainingOf(net), state)).outputs(batch.inputs, 8)
  const memory = networkMemory(await networkModules())
  const buffers = { parameters: memory.take(net.size), gradient: memory.take(net.size), statistics: 0 }
  const plan = planNetwork(net, memory, buffers, { batch: 8, shares: false })
  memory.floats(buffers.parameters, net.size).set(state.parameters)
  memory.floats(plan.input, batch.inputs.length).set(batch.inputs)
  plan.forward(8, false)
  expect(apart(joined, memory.floats(plan.output.at, joined.length))).toBeLessThan(1e-6)
})

import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  averagePool,
  convolution,
  dense,
  flatten,
  type Layer,
  maxPool,
  relu,
  residual,
  scale,
} from '../../src/layers/index.ts'
import { type Network, network } from '../../src/networks/network.ts'
import { planNetwork } from '../../src/networks/plan.ts'
import { reluAfterPool } from '../../src/networks/relu-after-pool.ts'
import { networkModules } from '../../src/planning/kernels.ts'
import { networkMemory } from '../../src/planning/memory.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { fast, randomBatch, randomState, trainingOf, VARIANTS } from '../support/networks.ts'

beforeAll(() => tf.setBackend('cpu'))

const conv = (): Layer => convolution(5, { kernel: 2 })

describe('reluAfterPool()', () => {
  it.each([
    ['one', [conv(), relu(), maxPool(2), flatten()], 'convolution1 maxPool1 relu1 flatten1'],
    ['two, behind two pools', [relu(), relu(), maxPool(2), maxPool(2)], 'maxPool1 maxPool2 relu1 relu2'],
    [
      'those of each pool',
      [relu(), maxPool(2), conv(), relu(), maxPool(2)],
      'maxPool1 relu1 convolution1 maxPool2 relu2',
    ],
    ['none before a mean', [conv(), relu(), averagePool(2)], 'convolution1 relu1 averagePool1'],
    ['none that is apart from the pool', [relu(), conv(), maxPool(2)], 'relu1 convolution1 maxPool1'],
  ] as const)('moves %s', (_, layers, order) => {
    const placed = reluAfterPool(network({ axes: [12, 12, 2] }, layers).layers)
    expect(placed.map(({ name }) => name).join(' ')).toBe(order)
    for (const [k, { input }] of placed.entries())
      expect(input).toEqual(k === 0 ? { axes: [12, 12, 2] } : placed[k - 1].output)
  })
})

describe('a plan', () => {
  const net = network({ axes: [7, 7, 2] }, [conv(), relu(), maxPool(2), flatten(), dense(3)])

  const orderOf = async (network: Network, shares: boolean): Promise<string[]> => {
    const memory = networkMemory(await networkModules())
    const buffers = { parameters: memory.take(network.size), gradient: memory.take(network.size), statistics: 0 }
    return planNetwork(network, memory, buffers, { batch: 2, shares }).steps.map(({ layer }) => layer.name)
  }

  it('pools first where nothing is measured', async () => {
    const order = await orderOf(net, true)
    expect(order.indexOf('maxPool1')).toBeLessThan(order.indexOf('relu1'))
  })

  it('keeps the order as written where every sample stands by itself', async () => {
    const order = await orderOf(net, false)
    expect(order.indexOf('relu1')).toBeLessThan(order.indexOf('maxPool1'))
  })

  it('gives the same outputs and gradients in the other order', async () => {
    await expectPathsAgree(tf, net, { rate: 1e-4 })
    await expectPathsAgree(
      tf,
      network({ axes: [8, 8, 3] }, [relu(), relu(), maxPool(2), maxPool(2), flatten(), dense(2)]),
    )
  })

  it.each(VARIANTS)('still tells that all numbers have become NaN before a pool: %s', async (variant) => {
    for (const kernel of [2, 5])
      for (const channels of [1, 5]) {
        const layers = [convolution(channels, { kernel }), relu(), maxPool(2), flatten(), dense(2)]
        const diverged = network({ axes: [6, 6, 1] }, layers)
        const state = randomState(diverged)
        const [weight] = diverged.parameters
        for (let p = 0; p < weight.size; p++) state.parameters[p] = p % (2 * channels) < channels ? 3e38 : -3e38
        const batch = { inputs: new Float32Array(36).fill(10), labels: [0], count: 1 }
        const trainer = await fast(trainingOf(diverged), state, variant)
        expect(trainer.step(batch, 0.1), `kernel ${kernel}, ${channels} channels`).toBeNaN()
      }
  })

  it.each(VARIANTS)('still tells that an entry is infinite where a pool comes later: %s', async (variant) => {
    const pooled = residual([maxPool(2)], { shortcut: [maxPool(2), scale(2)] })
    for (const channels of [1, 4]) {
      const net = network({ axes: [4, 4, channels] }, [relu(), pooled, flatten(), dense(2)])
      const batch = randomBatch(net, 3)
      const inputs = Float32Array.from(batch.inputs, (pixel, p) => (p === 7 ? Number.POSITIVE_INFINITY : pixel))
      const trainer = await fast(trainingOf(net), randomState(net), variant)
      expect(trainer.step({ ...batch, inputs }, 0.1), `${channels} channels`).not.toSatisfy(Number.isFinite)
    }
  })
})

import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { batchNorm, dense, flatten, type Layer, relu, scale, sizeOf } from '../../src/layers/index.ts'
import { type Network, network } from '../../src/networks/network.ts'
import { type Plan, planNetwork } from '../../src/networks/plan.ts'
import { networkModules } from '../../src/planning/kernels.ts'
import { networkMemory } from '../../src/planning/memory.ts'
import { sgd } from '../../src/training/sgd.ts'
import type { Variant } from '../../src/wasm/module.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { expectSlopesToAdd } from '../support/expect-slopes-to-add.ts'
import { apart, fast, general, randomBatch, randomState, trainingOf, VARIANTS } from '../support/networks.ts'

beforeAll(() => tf.setBackend('cpu'))

describe('both paths agree on', () => {
  it.each<[string, number[], Layer[]]>([
    ['vectors of one feature', [1], [batchNorm(), dense(3)]],
    ['vectors', [7], [dense(6, { bias: false }), batchNorm(), relu(), dense(3)]],
    ['a bias that has no effect', [4], [dense(5), batchNorm(), relu(), dense(3)]],
    ['a factor before and behind', [4], [dense(5), scale(3), batchNorm(), scale(0.2), dense(3)]],
    ['inputs', [3, 5], [batchNorm(), flatten(), dense(3)]],
    ['images of one channel', [6, 5, 1], [dense(1), batchNorm(), relu(), flatten(), dense(2)]],
    [
      'images of many channels',
      [3, 4, 5],
      [dense(19), batchNorm(), relu(), dense(8), batchNorm(), flatten(), dense(2)],
    ],
    ['more rows than a block has', [9, 8, 2], [dense(4), batchNorm(), relu(), flatten(), dense(2)]],
    ['one after the other', [5], [dense(6), batchNorm(), batchNorm({ epsilon: 0.1, momentum: 0.5 }), dense(3)]],
    ['outputs', [5], [dense(3), batchNorm()]],
  ])('%s', async (_, axes, layers) => {
    await expectPathsAgree(tf, network({ axes }, layers))
    await expectPathsAgree(tf, network({ axes }, layers), {
      count: 9,
      loss: 'mean-square',
      optimizer: sgd({ momentum: 0.9 }),
    })
  })
})

/** A plan by itself, with a state in which nothing is at its default. */
async function planned(
  net: Network,
  batch: number,
  variant: Variant,
): Promise<{ plan: Plan; floats(address: number, count: number): Float32Array }> {
  const memory = networkMemory(await networkModules(variant))
  const buffers = {
    parameters: memory.take(net.size),
    gradient: memory.take(net.size),
    statistics: memory.take(net.statisticsSize),
  }
  const plan = planNetwork(net, memory, buffers, { batch, shares: true })
  const { parameters, statistics } = randomState(net)
  memory.floats(buffers.parameters, net.size).set(parameters)
  memory.floats(buffers.statistics, net.statisticsSize).set(statistics)
  return { plan, floats: memory.floats }
}

describe.each(VARIANTS)('batch normalization by kernels, %s,', (variant) => {
  it.each([
    [3, 1, 1000],
    [300, 5, 1000],
    [5000, 3, -1e4],
    [2000, 21, 0],
  ])('is exact for %i numbers in each of %i channels with means of %d', async (rows, channels, mean) => {
    const net = network({ axes: [channels] }, [batchNorm({ momentum: 1 })])
    const { plan, floats } = await planned(net, rows, variant)
    const random = randomStream(3, 'data')
    const x = Float32Array.from({ length: rows * channels }, (_, p) => mean + ((p % channels) + 1) * random.normal())
    floats(plan.input, x.length).set(x)
    plan.forward(rows, true)
    const { parameters } = randomState(net)
    const expected = Float64Array.from(x)
    for (let c = 0; c < channels; c++) {
      const column = Array.from({ length: rows }, (_, i) => x[i * channels + c])
      const mu = column.reduce((sum, v) => sum + v, 0) / rows
      const variance = column.reduce((sum, v) => sum + (v - mu) ** 2, 0) / rows
      const factor = parameters[c] / Math.sqrt(variance + 1e-5)
      for (let i = 0; i < rows; i++)
        expected[i * channels + c] = factor * (x[i * channels + c] - mu) + parameters[channels + c]
    }
    // The inputs are exact; what is lost is a unit or two in the last place.
    expect(apart(floats(plan.output.at, x.length), expected)).toBeLessThan(5e-7)
  })

  it('moves running moments by the momentum, the variance unbiased, and uses them in evaluation', async () => {
    const net = network({ axes: [1] }, [batchNorm({ momentum: 0.25 })])
    const training = trainingOf(net, { batch: 4 })
    const state = { ...randomState(net), parameters: Float32Array.of(2, 0.5) }
    const trainer = await fast(training, state, variant)
    trainer.step({ inputs: [1, 2, 3, 6], labels: [0, 0, 0, 0], count: 4 }, 0)
    // mean 3, squares 4 + 1 + 0 + 9, over 3
    expect([...trainer.state().statistics]).toEqual([0.75, Math.fround(0.75 + 0.25 * (14 / 3))])
    const [out] = trainer.outputs([1], 1)
    expect(out).toBeCloseTo((2 * (1 - 0.75)) / Math.sqrt(0.75 + 14 / 12 + 1e-5) + 0.5, 6)
  })
})

it('has gradients of single samples that add up to that of the batch', async () => {
  await expectSlopesToAdd(network({ axes: [3, 4, 2] }, [dense(5), batchNorm(), relu(), flatten(), dense(3)]))
  await expectSlopesToAdd(network({ axes: [4] }, [batchNorm(), dense(3), batchNorm()]))
})

it('refuses to train on one number a channel, and changes nothing', async () => {
  const net = network({ axes: [2, 2] }, [batchNorm(), flatten(), dense(3), batchNorm()])
  const training = trainingOf(net)
  const batch = randomBatch(net, 1)
  const message = 'count is 1: at least 2 samples are accepted, layer batchNorm2 needs them in training'
  const trainer = await fast(training, randomState(net))
  expect(() => trainer.step(batch, 0.1)).toThrow(message)
  expect(trainer.state()).toEqual(randomState(net))
  expect(trainer.outputs(batch.inputs, 1)).toHaveLength(sizeOf(net.output))
  const oracle = general(tf, training, randomState(net))
  const { numTensors } = tf.memory()
  await expect(oracle.step(batch, 0.1)).rejects.toThrow(message)
  expect(tf.memory().numTensors).toBe(numTensors)
  expect(await oracle.state()).toEqual(randomState(net))
  oracle.close()
})

it('says which setting or shape it does not accept', () => {
  expect(() => batchNorm({ epsilon: 0 })).toThrow('epsilon is 0: a number above 0 is accepted')
  expect(() => batchNorm({ momentum: 2 })).toThrow('momentum is 2: a number from 0 to 1 is accepted')
  expect(() => network({ axes: [2], tokens: 3 }, [batchNorm()])).toThrow(
    'layer batchNorm1: its input is [2] of tokens below 3: [channels], or axes before it, is accepted',
  )
})

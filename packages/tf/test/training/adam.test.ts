import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { dense, gelu } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import type { Trainer } from '../../src/trainers/trainer.ts'
import { type AdamOptions, adam } from '../../src/training/adam.ts'
import { moveOf } from '../../src/training/optimizer.ts'
import { apart, fast, general, randomBatch, randomState, trainingOf, VARIANTS } from '../support/networks.ts'

beforeAll(() => tf.setBackend('cpu'))

// Odd sizes, so that no layer begins or ends with a whole vector.
const net = network({ axes: [5] }, [dense(7, { name: 'first' }), gelu(), dense(3, { name: 'last' })])
const rates = [0.01, 0.03, 0.002, 0.02, 0.005, 0.01]

const settings: [string, AdamOptions][] = [
  ['Adam', {}],
  ['other memories', { beta1: 0.5, beta2: 0.98, epsilon: 1e-3 }],
  ['no memory of gradients', { beta1: 0 }],
  ['AdamW', { weightDecay: 1, beta2: 0.98 }],
  ['decay by the gradient', { weightDecay: 0.1, decay: 'gradient' }],
  ['a rate by layer', { layers: { first: { rate: 0.1 }, last: { rate: 2 } } }],
  ['decay of one layer', { weightDecay: 0.5, layers: { first: { weightDecay: 0 } } }],
  ['decay of the other', { decay: 'gradient', layers: { last: { weightDecay: 0.5, rate: 0.5 } } }],
]

describe.each(settings)('%s is what a plain loop in float64 does', (_, options) => {
  it.each(VARIANTS)('by kernels, %s', async (variant) => {
    const training = trainingOf(net, { optimizer: adam(options) })
    await expectAdam(await fast(training, randomState(net, 2), variant), options)
  })

  it('by operations of TensorFlow.js', async () => {
    const training = trainingOf(net, { optimizer: adam(options) })
    const trainer = general(tf, training, randomState(net, 2))
    await expectAdam(trainer, options)
    trainer.close()
  })
})

/** Takes the trainer's own gradient at every step, so that only what the optimizer does with it is compared. */
async function expectAdam(trainer: Trainer, options: AdamOptions): Promise<void> {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, decay = 'decoupled' } = options
  const batch = randomBatch(net, 6)
  const theta = Float64Array.from((await trainer.state()).parameters)
  const [m, v] = [new Float64Array(net.size), new Float64Array(net.size)]
  for (const [k, learningRate] of rates.entries()) {
    const gradient = await trainer.gradient(batch)
    await trainer.step(batch, learningRate)
    for (const parameter of net.parameters) {
      const { rate, weightDecay } = moveOf(adam(options), parameter)
      const eta = rate * learningRate
      for (let p = parameter.offset; p < parameter.offset + parameter.size; p++) {
        const g = gradient[p] + (decay === 'gradient' ? weightDecay * theta[p] : 0)
        m[p] = beta1 * m[p] + (1 - beta1) * g
        v[p] = beta2 * v[p] + (1 - beta2) * g * g
        const along = m[p] / (1 - beta1 ** (k + 1)) / (Math.sqrt(v[p] / (1 - beta2 ** (k + 1))) + epsilon)
        theta[p] = theta[p] * (decay === 'decoupled' ? 1 - eta * weightDecay : 1) - eta * along
      }
    }
    const state = await trainer.state()
    expect(apart(state.parameters, theta)).toBeLessThan(1e-6)
    expect(apart(state.slots.subarray(0, net.size), m)).toBeLessThan(1e-6)
    expect(apart(state.slots.subarray(net.size), v)).toBeLessThan(1e-6)
  }
}

it.each(VARIANTS)('says when a parameter is not finite, the last of an odd number too, %s', async (variant) => {
  const one = network({ axes: [1] }, [dense(5, { bias: false })])
  const state = randomState(one, 2)
  const batch = randomBatch(one, 3)
  const trainer = await fast(trainingOf(one, { optimizer: adam({ layers: { dense1: { rate: 10 } } }) }), state, variant)
  trainer.step(batch, 0.1)
  expect(trainer.isFinite()).toBe(true)
  trainer.step(batch, 3e38)
  expect(trainer.isFinite()).toBe(false)
})

it.each<[unknown, string]>([
  [null, 'adam is null: an object of beta1, beta2, epsilon, weightDecay, decay, layers is accepted'],
  [{ betas: [0.9, 0.98] }, 'adam.betas is unknown (did you mean beta1?): beta1, beta2, epsilon,'],
  [{ eps: 1e-8 }, 'adam.eps is unknown (did you mean epsilon?)'],
  [{ lr: 1e-3 }, 'adam.lr is unknown: '],
  [{ beta1: 1 }, 'adam.beta1 is 1: a number of at least 0 and below 1 is accepted'],
  [{ beta2: -0.1 }, 'adam.beta2 is -0.1: a number of at least 0 and below 1 is accepted'],
  [{ epsilon: 0 }, 'adam.epsilon is 0: a number above 0 is accepted'],
  [{ epsilon: '1e-8' }, 'adam.epsilon is "1e-8": a number above 0 is accepted'],
  [{ weightDecay: -1 }, 'adam.weightDecay is -1: a number of at least 0 is accepted'],
  [{ decay: 'coupled' }, 'adam.decay is "coupled" (did you mean decoupled?): gradient, decoupled are accepted'],
  [{ layers: { dense1: { rate: '1' } } }, 'adam.layers.dense1.rate is "1": a number of at least 0 is accepted'],
])('refuses %o', (options, message) => {
  expect(() => adam(options as never)).toThrow(message)
})

import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { dense, relu } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import type { Trainer } from '../../src/trainers/trainer.ts'
import { moveOf } from '../../src/training/optimizer.ts'
import { type SgdOptions, sgd } from '../../src/training/sgd.ts'
import { apart, fast, general, randomBatch, randomState, trainingOf, VARIANTS } from '../support/networks.ts'

beforeAll(() => tf.setBackend('cpu'))

// Odd sizes, so that no layer begins or ends with a whole vector.
const net = network({ axes: [5] }, [dense(7, { name: 'first' }), relu(), dense(3, { name: 'last' })])
const rates = [0.1, 0.3, 0.02, 0.2, 0.05, 0.1]

const settings: [string, SgdOptions][] = [
  ['plain descent', {}],
  ['momentum', { momentum: 0.9 }],
  ['Nesterov', { momentum: 0.8, nesterov: true }],
  ['decay by the gradient', { weightDecay: 0.1 }],
  ['decay by the gradient, with momentum', { weightDecay: 0.1, momentum: 0.9 }],
  ['decay by the gradient, with Nesterov', { weightDecay: 0.1, momentum: 0.9, nesterov: true }],
  ['decoupled decay', { weightDecay: 0.3, decay: 'decoupled' }],
  ['decoupled decay, with momentum', { weightDecay: 0.3, decay: 'decoupled', momentum: 0.9 }],
  ['decoupled decay, with Nesterov', { weightDecay: 0.3, decay: 'decoupled', momentum: 0.9, nesterov: true }],
  ['a rate by layer', { momentum: 0.9, layers: { first: { rate: 0.1 }, last: { rate: 2 } } }],
  ['decay of one layer', { weightDecay: 0.2, layers: { first: { weightDecay: 0 } } }],
  ['decay of the other', { momentum: 0.5, layers: { last: { weightDecay: 0.5, rate: 0 } } }],
]

describe.each(settings)('%s is what a plain loop in float64 does', (_, options) => {
  it.each(VARIANTS)('by kernels, %s', async (variant) => {
    const training = trainingOf(net, { optimizer: sgd(options) })
    await expectDescent(await fast(training, randomState(net, training.optimizer.slots), variant), options)
  })

  it('by operations of TensorFlow.js', async () => {
    const training = trainingOf(net, { optimizer: sgd(options) })
    const trainer = general(tf, training, randomState(net, training.optimizer.slots))
    await expectDescent(trainer, options)
    trainer.close()
  })
})

/** Takes the trainer's own gradient at every step, so that only what the optimizer does with it is compared. */
async function expectDescent(trainer: Trainer, options: SgdOptions): Promise<void> {
  const { momentum = 0, nesterov = false, decay = 'gradient' } = options
  const batch = randomBatch(net, 6)
  const theta = Float64Array.from((await trainer.state()).parameters)
  const v = new Float64Array(net.size)
  for (const learningRate of rates) {
    const gradient = await trainer.gradient(batch)
    await trainer.step(batch, learningRate)
    for (const parameter of net.parameters) {
      const { rate, weightDecay } = moveOf(sgd(options), parameter)
      const eta = rate * learningRate
      for (let p = parameter.offset; p < parameter.offset + parameter.size; p++) {
        const g = gradient[p] + (decay === 'gradient' ? weightDecay * theta[p] : 0)
        v[p] = momentum * v[p] + g
        const along = nesterov ? g + momentum * v[p] : v[p]
        theta[p] = theta[p] * (decay === 'decoupled' ? 1 - eta * weightDecay : 1) - eta * along
      }
    }
    const state = await trainer.state()
    expect(apart(state.parameters, theta)).toBeLessThan(1e-6)
    if (momentum > 0) expect(apart(state.slots, v)).toBeLessThan(1e-6)
    else expect(state.slots).toHaveLength(0)
  }
}

it.each<[unknown, string]>([
  [0.9, 'sgd is 0.9: an object of momentum, nesterov, weightDecay, decay, layers is accepted'],
  [null, 'sgd is null: an object of momentum'],
  [{ momentun: 0.9 }, 'sgd.momentun is unknown (did you mean momentum?): momentum, nesterov,'],
  [{ lr: 0.1 }, 'sgd.lr is unknown: momentum,'],
  [{ weight_decay: 0.1 }, 'sgd.weight_decay is unknown (did you mean weightDecay?)'],
  [{ momentum: 1 }, 'sgd.momentum is 1: a number of at least 0 and below 1 is accepted'],
  [{ momentum: '0.9' }, 'sgd.momentum is "0.9": a number of at least 0 and below 1 is accepted'],
  [{ momentum: null }, 'sgd.momentum is null: a number of at least 0 and below 1 is accepted'],
  [{ momentum: 0.9, nesterov: 'yes' }, 'sgd.nesterov is "yes": true or false is accepted'],
  [{ nesterov: true }, 'sgd.nesterov is true with momentum 0: momentum above 0 is accepted'],
  [{ weightDecay: -1 }, 'sgd.weightDecay is -1: a number of at least 0 is accepted'],
  [{ decay: 'decoupld' }, 'sgd.decay is "decoupld" (did you mean decoupled?): gradient, decoupled are accepted'],
  [{ decay: 1e-4 }, 'sgd.decay is 0.0001: gradient, decoupled are accepted'],
  [{ layers: null }, 'sgd.layers is null: an object of settings by layer is accepted'],
  [{ layers: [] }, 'sgd.layers is []: an object of settings by layer is accepted'],
  [{ layers: { dense1: 2 } }, 'sgd.layers.dense1 is 2: an object of rate, weightDecay is accepted'],
  [{ layers: { dense1: { lr: 2 } } }, 'sgd.layers.dense1.lr is unknown: rate, weightDecay are accepted'],
  [{ layers: { dense1: { rate: -1 } } }, 'sgd.layers.dense1.rate is -1: a number of at least 0 is accepted'],
  [{ layers: { dense1: { weightDecay: Number.NaN } } }, 'sgd.layers.dense1.weightDecay is NaN: a number of at least 0'],
])('refuses %o', (options, message) => {
  expect(() => sgd(options as never)).toThrow(message)
})

it('names the layers with parameters where it has settings for another', async () => {
  const optimizer = sgd({ layers: { middle: { rate: 2 } } })
  await expect(fast(trainingOf(net, { optimizer }), randomState(net))).rejects.toThrow(
    'the optimizer has settings for middle: first, last are layers with parameters',
  )
})

import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { chooseBackend } from '../../src/index.ts'
import type { Network } from '../../src/networks/network.ts'
import type { Trainer, TrainerState, Training } from '../../src/trainers/trainer.ts'
import { fast, general, randomBatch, randomState, trainingOf, VARIANTS } from '../support/networks.ts'
import { optimizers, tinyModels } from '../support/tiny-models.ts'

type Open = (training: Training, state: TrainerState) => Trainer | Promise<Trainer>

const paths: [string, Open][] = [
  ...VARIANTS.map((variant): [string, Open] => [
    `by kernels, ${variant}`,
    (training, state) => fast(training, state, variant),
  ]),
  ...(['cpu', 'wasm'] as const).map((backend): [string, Open] => [
    `by operations of TensorFlow.js, ${backend}`,
    async (training, state) => {
      if (tf.getBackend() !== backend) await chooseBackend(backend)
      return general(tf, training, state)
    },
  ]),
]

// Each optimizer with one model, and each model with one optimizer.
const [[, small]] = tinyModels
const [, , nesterov, , adamW] = optimizers
const both = [
  ...optimizers.map(([name, optimizer]) => ({ name: `mlp by ${name}`, network: small, optimizer })),
  ...tinyModels.slice(1).map(([name, network], k) => {
    const [by, optimizer] = k % 2 === 0 ? adamW : nesterov
    return { name: `${name} by ${by}`, network, optimizer }
  }),
]

describe.each(both)('$name goes on from its state bit for bit', ({ network, optimizer }) => {
  // TensorFlow.js keeps tensors on either backend alike: one of them is enough for the larger models.
  it.each(network === small ? paths : paths.filter(([name]) => !name.endsWith('cpu')))('%s', async (_, open) => {
    const training = trainingOf(network, { batch: 5, optimizer })
    const trainer = await open(training, randomState(network, optimizer.slots))
    for (const batch of batchesOf(network, 0)) await trainer.step(batch, 0.01)
    const state = await trainer.state()
    const copy = structuredClone(state)
    const opened = await open(training, state)
    for (const batch of batchesOf(network, 10)) {
      expect(await opened.step(batch, 0.02)).toBe(await trainer.step(batch, 0.02))
      expect(await opened.state()).toEqual(await trainer.state())
    }
    expect(state, 'the state is a copy').toEqual(copy)
    expect((await opened.state()).parameters).not.toEqual(state.parameters)
    expect(opened.isFinite()).toBe(true)
    opened.close()
    trainer.close()
  })
})

/** Batches of one size and another. */
function batchesOf(network: Network, seed: number) {
  return [5, 3, 4].map((count, k) => randomBatch(network, count, randomStream(seed + k, 'data')))
}

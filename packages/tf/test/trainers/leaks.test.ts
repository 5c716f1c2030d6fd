import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { chooseBackend } from '../../src/index.ts'
import { expectNothingGrows } from '../support/expect-nothing-grows.ts'
import { fast, general, randomBatch, randomState, trainingOf, VARIANTS } from '../support/networks.ts'
import { optimizers, tinyModels } from '../support/tiny-models.ts'

const [, optimizer] = optimizers.at(-1)!

describe.each(tinyModels)('%s takes nothing that it does not give back', (_, network) => {
  const training = trainingOf(network, { batch: 4, optimizer })
  const batch = randomBatch(network, 4)
  const state = randomState(network, optimizer.slots)

  it.each(VARIANTS)('in 200 steps by kernels, %s', async (variant) => {
    const trainer = await fast(training, state, variant)
    await expectNothingGrows(trainer, batch, 200, () => trainer.memory.bytes)
  })

  it('in 6 steps by operations of TensorFlow.js, on wasm', async () => {
    await chooseBackend('wasm')
    const { numTensors } = tf.memory()
    const trainer = general(tf, training, state)
    await expectNothingGrows(trainer, batch, 6)
    trainer.close()
    expect(tf.memory().numTensors).toBe(numTensors)
  })
})

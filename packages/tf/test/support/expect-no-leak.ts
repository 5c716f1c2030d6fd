import * as tf from '@tensorflow/tfjs'
import { expect } from 'vitest'
import type { Batch, Mlp } from '../../src/mlp/network.ts'

/** Holds a network, after so many steps, an evaluation and a state, to own the tensors and the bytes it had before. */
export async function expectNoLeak(mlp: Mlp, batch: Batch, steps: number): Promise<void> {
  const how = { learningRate: 0.01, momentum: 0.9 }
  await mlp.step(batch, how)
  const { numTensors, numDataBuffers, numBytes } = tf.memory()
  for (let k = 0; k < steps; k++) await mlp.step(batch, how)
  await mlp.evaluate(batch)
  await mlp.state()
  expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers, numBytes })
}

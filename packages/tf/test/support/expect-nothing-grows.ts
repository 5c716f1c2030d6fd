import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as tf from '@tensorflow/tfjs'
import { expect } from 'vitest'
import type { Trainer } from '../../src/trainers/trainer.ts'
import type { Batch } from '../../src/training/batch.ts'

/** What a process may grow by in any number of steps: its compiler's and collector's own. */
const SLACK = 3 * 2 ** 20

/**
 * Holds a trainer to the tensors and bytes that it had after the first steps: through so many more, with evaluations,
 * outputs and states in between. `bytes` are those of a memory of its own.
 */
export async function expectNothingGrows(
  trainer: Trainer,
  batch: Batch,
  steps: number,
  bytes: () => number = () => 0,
): Promise<void> {
  const train = async (count: number): Promise<void> => {
    for (let k = 0; k < count; k++) {
      await trainer.step(batch, 1e-3)
      if (k % 50 > 0) continue
      await trainer.evaluate(batch)
      await trainer.outputs(batch.inputs, batch.count)
      await trainer.gradient(batch)
      await trainer.state()
    }
  }
  await train(Math.ceil(steps / 10))
  const { numTensors, numBytes, numDataBuffers } = tf.memory()
  const own = bytes()
  const before = processBytes()
  await train(steps)
  expect(tf.memory()).toMatchObject({ numTensors, numBytes, numDataBuffers })
  expect(bytes()).toBe(own)
  expect(trainer.isFinite()).toBe(true)
  // Every leak of a few hundred bytes a step is above the slack after 10,000 of them.
  if (steps >= 300) expect(processBytes() - before).toBeLessThan(SLACK)
}

/** What is left after a collection of garbage: objects, and buffers outside of the heap. */
function processBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let k = 0; k < 3; k++) collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

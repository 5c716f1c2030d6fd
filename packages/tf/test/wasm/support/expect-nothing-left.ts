import * as tf from '@tensorflow/tfjs'
import { expect } from 'vitest'
import { models, train } from './models.ts'
import { countBytes, heapBytes } from './tiny.ts'

/** Trains one of the models, after a few steps that fill what TensorFlow.js keeps, and compares the memory. */
export async function expectNothingLeft(name: string, steps: number): Promise<void> {
  const model = models.find((model) => model.name === name)!
  await train(model, 20)
  const { numTensors, numBytes } = tf.memory()
  const heap = heapBytes()
  const count = countBytes()
  try {
    await train(model, steps)
    expect(tf.memory()).toMatchObject({ numTensors, numBytes })
    expect(count.live(), 'bytes asked for and not given back').toBe(0)
    expect(heapBytes()).toBe(heap)
  } finally {
    count.stop()
  }
}

import { createRequire } from 'node:module'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import { expect, it } from 'vitest'
import { registerTrainingKernels } from '../../src/kernels.ts'

it('two copies of TensorFlow.js share one registry, and what either registers', async () => {
  const second: typeof tf = createRequire(import.meta.url)('@tensorflow/tfjs-core/dist/tf-core.min.js')
  expect(second.tensor).not.toBe(tf.tensor)
  expect(second.version_core).toBe(tf.version_core)
  await second.setBackend('wasm')
  const [one, two] = await Promise.all([registerTrainingKernels(second), registerTrainingKernels(tf)])
  expect(two).toBe(one)
  expect(second.getKernel('BatchMatMul', 'wasm')).toBe(tf.getKernel('BatchMatMul', 'wasm'))
  for (const copy of [tf, second]) {
    const x = copy.tensor2d([
      [1, 2],
      [3, 4],
    ])
    const product = copy.matMul(x, x, true)
    expect([...product.dataSync()]).toEqual([10, 14, 14, 20])
    copy.dispose([x, product])
  }
  one.unregister()
  expect(await registerTrainingKernels(second)).not.toBe(one)
})

import * as tf from '@tensorflow/tfjs'
import { expect, it } from 'vitest'
import { registerTrainingKernels, TfError } from '../../src/kernels.ts'

it('without the wasm backend says what to import, and works once it is', async () => {
  await tf.setBackend('cpu')
  await expect(registerTrainingKernels(tf)).rejects.toThrow(
    new TfError("backend wasm is not there: import '@tensorflow/tfjs-backend-wasm' before the training kernels"),
  )
  await import('@tensorflow/tfjs-backend-wasm')
  expect((await registerTrainingKernels(tf)).added).toEqual(expect.any(Array))
})

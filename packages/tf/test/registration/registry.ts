import * as tf from '@tensorflow/tfjs'
import { trainingGradients } from '../../src/wasm/gradients/index.ts'
import { trainingKernels } from '../../src/wasm/kernels/index.ts'

/** What TensorFlow.js has registered under the names of the training kernels and their gradients. */
export function registered(): unknown[] {
  return [
    ...trainingKernels.map(({ name }) => tf.getKernel(name, 'wasm')),
    ...trainingGradients.map(({ name }) => tf.getGradient(name)),
  ]
}

/** All kernels that it has on the wasm backend, so that one too many shows. */
export function everything(): Map<string, unknown> {
  return new Map(
    tf
      .getKernelsForBackend('wasm')
      .map((kernel) => [kernel.kernelName, kernel] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** Numbers of a step that needs them: the gradient of a product with itself. */
export function gradientOfProduct(): number[] {
  return tf.tidy(() => [
    ...tf
      .grad((x: tf.Tensor) => tf.matMul(x as tf.Tensor2D, x as tf.Tensor2D, false, true))(
        tf.tensor2d([
          [1, 2],
          [3, 4],
        ]),
      )
      .dataSync(),
  ])
}

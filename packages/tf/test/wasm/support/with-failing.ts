import * as tf from '@tensorflow/tfjs'

/** Calls `work` with a kernel of the wasm backend that always fails with `message`. */
export function withFailing(name: string, message: string, work: () => void): void {
  const kernel = tf.getKernel(name, 'wasm')
  const failing = (): never => {
    throw new Error(message)
  }
  tf.unregisterKernel(name, 'wasm')
  tf.registerKernel({ ...kernel, kernelFunc: failing })
  try {
    work()
  } finally {
    tf.unregisterKernel(name, 'wasm')
    tf.registerKernel(kernel)
  }
}

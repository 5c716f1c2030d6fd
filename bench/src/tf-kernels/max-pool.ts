import * as tf from '@tensorflow/tfjs'
import { type Case, kernelBench, normal } from './compare.ts'

function pooling(name: string, shape: [number, number, number, number]): Case {
  return {
    name,
    prepare() {
      const x = normal<tf.Rank.R4>(shape)
      const call = (): tf.Tensor => tf.maxPool(x, 2, 2, 'valid')
      return { ours: call, stock: call }
    },
  }
}

/** The gradient of the same alone. */
function gradient(name: string, shape: [number, number, number, number]): Case {
  return {
    name,
    prepare() {
      const x = normal<tf.Rank.R4>(shape)
      const y = tf.variable(tf.maxPool(x, 2, 2, 'valid'))
      const inputs = { dy: y, input: x, output: y }
      const call = (): unknown =>
        tf.engine().runKernel('MaxPoolGrad', inputs, { filterSize: 2, strides: 2, pad: 'valid' })
      return { ours: call, stock: call }
    },
  }
}

export const maxPoolBench = kernelBench('max-pool', 'the two poolings of LeNet', [
  pooling('pool1', [128, 28, 28, 6]),
  pooling('pool2', [128, 10, 10, 16]),
])

export const maxPoolGradBench = kernelBench('max-pool-grad', 'their gradients', [
  gradient('pool1', [128, 28, 28, 6]),
  gradient('pool2', [128, 10, 10, 16]),
])

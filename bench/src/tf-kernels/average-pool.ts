import * as tf from '@tensorflow/tfjs'
import { type Case, kernelBench, normal } from './compare.ts'

const attrs = { filterSize: 2, strides: 2, pad: 'valid' } as const

function pooling(name: string, shape: [number, number, number, number]): Case {
  return {
    name,
    prepare() {
      const x = normal<tf.Rank.R4>(shape)
      const call = (): tf.Tensor => tf.avgPool(x, 2, 2, 'valid')
      return { ours: call, stock: call }
    },
  }
}

/** The gradient of the same alone. */
function gradient(name: string, [batch, height, width, channels]: [number, number, number, number]): Case {
  return {
    name,
    prepare() {
      const inputs = {
        dy: normal<tf.Rank.R4>([batch, height / 2, width / 2, channels]),
        input: normal<tf.Rank.R4>([batch, height, width, channels]),
      }
      const call = (): unknown => tf.engine().runKernel('AvgPoolGrad', inputs, attrs)
      return { ours: call, stock: call }
    },
  }
}

export const averagePoolBench = kernelBench('avg-pool', 'poolings of the size of LeNet', [
  pooling('pool1', [128, 28, 28, 6]),
  pooling('pool2', [128, 10, 10, 16]),
])

export const averagePoolGradBench = kernelBench('avg-pool-grad', 'their gradients', [
  gradient('pool1', [128, 28, 28, 6]),
  gradient('pool2', [128, 10, 10, 16]),
])

import * as tf from '@tensorflow/tfjs'
import { type Case, kernelBench, normal } from './compare.ts'

function repeated(
  name: string,
  shape: number[],
  other: number[],
  of: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor = tf.add,
): Case {
  return {
    name,
    prepare() {
      const [a, b] = [normal(shape as never), normal(other as never)]
      const call = (): tf.Tensor => of(a, b)
      return { ours: call, stock: call }
    },
  }
}

const normalization: Case = {
  name: 'six channels',
  prepare() {
    const x = normal<tf.Rank.R4>([128, 28, 28, 6])
    const [mean, offset, scale] = [normal<tf.Rank.R1>([6]), normal<tf.Rank.R1>([6]), normal<tf.Rank.R1>([6])]
    const variance = tf.variable(tf.square(normal<tf.Rank.R1>([6]))) as unknown as tf.Tensor1D
    const call = (): tf.Tensor => tf.batchNorm(x, mean, variance, offset, scale)
    return { ours: call, stock: call }
  },
}

export const broadcastBench = kernelBench('broadcast', 'biases of LeNet and the transformer, and means of rows', [
  repeated('conv1', [128, 28, 28, 6], [6]),
  repeated('conv2', [128, 10, 10, 16], [16]),
  repeated('dense', [128, 120], [120]),
  repeated('MLP', [2048, 512], [512]),
  repeated('layer norm', [2048, 128], [2048, 1], tf.sub),
  repeated('its factor', [2048, 128], [128], tf.mul),
])

export const batchNormBench = kernelBench('batch-norm', 'a batch norm after conv1 of LeNet', [normalization])

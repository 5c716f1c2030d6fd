import * as tf from '@tensorflow/tfjs'
import { type Case, kernelBench, normal } from './compare.ts'

function reduction(
  name: string,
  shape: number[],
  axes: number[],
  of: (x: tf.Tensor, axes: number[]) => tf.Tensor = tf.sum,
): Case {
  return {
    name,
    prepare() {
      const x = normal(shape as never)
      const call = (): tf.Tensor => of(x, axes)
      return { ours: call, stock: call }
    },
  }
}

export const sumBench = kernelBench('sum', 'gradients of the biases of LeNet and the transformer, and sums of rows', [
  reduction('conv1', [128, 28, 28, 6], [0, 1, 2]),
  reduction('conv2', [128, 10, 10, 16], [0, 1, 2]),
  reduction('dense', [128, 120], [0]),
  reduction('MLP', [2048, 512], [0]),
  reduction('rows of logits', [512, 99], [1]),
])

export const meanBench = kernelBench('mean', 'means of a batch norm and a layer norm', [
  reduction('batch norm', [128, 28, 28, 6], [0, 1, 2], tf.mean),
  reduction('layer norm', [2048, 128], [1], tf.mean),
])

import * as tf from '@tensorflow/tfjs'
import { type Case, kernelBench, normal } from './compare.ts'

function slice(name: string, shape: number[], begin: number[], size: number[]): Case {
  return {
    name,
    prepare() {
      const x = normal(shape as never)
      const call = (): tf.Tensor => tf.slice(x, begin, size)
      return { ours: call, stock: call }
    },
  }
}

const channels: Case = {
  name: 'a factor a channel',
  prepare() {
    const x = normal<tf.Rank.R4>([1, 1, 1, 6])
    const call = (): tf.Tensor => tf.tile(x, [128, 28, 28, 1])
    return { ours: call, stock: call }
  },
}

export const sliceBench = kernelBench('slice', 'the last tokens of the transformer and a batch of examples', [
  slice('last tokens', [512, 4, 128], [0, 3, 0], [512, 1, 128]),
  slice('a batch of 10,000 digits', [10_000, 784], [512, 0], [128, 784]),
])

export const tileBench = kernelBench('tile', 'what the gradient of a batch norm repeats', [channels])

import * as tf from '@tensorflow/tfjs'
import { type Case, kernelBench, normal } from './compare.ts'

const TOKENS = 2048
const VOCABULARY = 99

const ids = (count: number, below: number): tf.Tensor1D =>
  tf.variable(tf.randomUniform([count], 0, below, 'int32', 1), false) as unknown as tf.Tensor1D

const embedding: Case = {
  name: 'embedding',
  prepare() {
    const [table, tokens] = [normal<tf.Rank.R2>([VOCABULARY, 128]), ids(TOKENS, VOCABULARY)]
    const call = (): tf.Tensor => tf.gather(table, tokens)
    return { ours: call, stock: call }
  },
}

const examples: Case = {
  name: 'a batch of 10,000 digits',
  prepare() {
    const [digits, batch] = [normal<tf.Rank.R4>([10_000, 28, 28, 1]), ids(128, 10_000)]
    const call = (): tf.Tensor => tf.gather(digits, batch)
    return { ours: call, stock: call }
  },
}

const segments: Case = {
  name: 'embedding',
  prepare() {
    const [dy, tokens] = [normal<tf.Rank.R2>([TOKENS, 128]), ids(TOKENS, VOCABULARY)]
    return {
      ours: () => tf.unsortedSegmentSum(dy, tokens, VOCABULARY),
      // A product with a transposed matrix would leave its fast path.
      stock: () => tf.matMul(tf.transpose(tf.cast(tf.oneHot(tokens, VOCABULARY), 'float32') as tf.Tensor2D), dy),
    }
  },
}

export const gatherBench = kernelBench('gather', 'the embedding of the transformer and a batch of examples', [
  embedding,
  examples,
])

export const unsortedSegmentSumBench = kernelBench(
  'unsorted-segment-sum',
  'the gradient of the embedding of the transformer',
  [segments],
  'a product with the transposed one-hot tokens, since it has none itself',
)

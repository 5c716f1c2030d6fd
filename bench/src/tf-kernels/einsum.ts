import * as tf from '@tensorflow/tfjs'
import { type Case, kernelBench, normal } from './compare.ts'

const scores: Case = {
  name: 'scores of attention',
  prepare() {
    const [q, k] = [normal<tf.Rank.R4>([512, 4, 4, 32]), normal<tf.Rank.R4>([512, 4, 4, 32])]
    return {
      ours: () => tf.einsum('bqhd,bkhd->bhqk', q, k),
      stock: () => tf.matMul(tf.transpose(q, [0, 2, 1, 3]), tf.transpose(k, [0, 2, 1, 3]), false, true),
    }
  },
}

const dense: Case = {
  name: 'a dense layer',
  prepare() {
    const [x, W] = [normal<tf.Rank.R3>([512, 4, 128]), normal<tf.Rank.R2>([128, 512])]
    return {
      ours: () => tf.einsum('btd,df->btf', x, W),
      stock: () => tf.reshape(tf.matMul(tf.reshape(x, [2048, 128]), W), [512, 4, 512]),
    }
  },
}

export const einsumBench = kernelBench(
  'einsum',
  'scores of attention and a dense layer in index notation',
  [scores, dense],
  'transposes, reshapes and a product, since it has none itself',
)

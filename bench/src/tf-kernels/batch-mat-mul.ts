import * as tf from '@tensorflow/tfjs'
import { type Case, kernelBench, normal } from './compare.ts'

/** op(A) op(B) of shape [m, n], and the products of its gradient, which are transposed. */
function product(name: string, m: number, n: number, k: number): Case[] {
  const of = (about: string, work: (A: tf.Tensor2D, B: tf.Tensor2D, dy: tf.Tensor2D) => tf.Tensor): Case => ({
    name: `${name} ${about}`,
    prepare() {
      const [A, B, dy] = [normal<tf.Rank.R2>([m, k]), normal<tf.Rank.R2>([k, n]), normal<tf.Rank.R2>([m, n])]
      const call = (): tf.Tensor => work(A, B, dy)
      return { ours: call, stock: call }
    },
  })
  return [
    of('forward', (A, B) => tf.matMul(A, B)),
    of('to the left', (_A, B, dy) => tf.matMul(dy, B, false, true)),
    of('to the right', (A, _B, dy) => tf.matMul(A, dy, true, false)),
  ]
}

const attention: Case = {
  name: 'scores of attention',
  prepare() {
    const [q, k] = [normal<tf.Rank.R4>([512, 4, 4, 32]), normal<tf.Rank.R4>([512, 4, 4, 32])]
    const call = (): tf.Tensor => tf.matMul(q, k, false, true)
    return { ours: call, stock: call }
  },
}

export const batchMatMulBench = kernelBench('batch-mat-mul', 'products of LeNet and the transformer', [
  ...product('LeNet 400-120', 128, 120, 400),
  ...product('LeNet 84-10', 128, 10, 84),
  ...product('transformer 128-512', 512, 512, 128),
  attention,
])

import * as tf from '@tensorflow/tfjs'
import { type Case, kernelBench, normal } from './compare.ts'

/** An operation on all entries of the first convolution of LeNet, and of the transformer's hidden layer. */
function pass(work: (x: tf.Tensor) => unknown): Case[] {
  const of = (name: string, shape: number[]): Case => ({
    name,
    prepare() {
      const x = normal(shape as never)
      const call = (): unknown => work(x)
      return { ours: call, stock: call }
    },
  })
  return [of('conv1', [128, 28, 28, 6]), of('conv2', [128, 10, 10, 16]), of('MLP', [2048, 512])]
}

/** Maxima of volumes; the gradient runs through tf.grad, which computes them too. */
function volumes(gradient: boolean): Case {
  return {
    name: '8 × 16 × 16 × 8',
    prepare() {
      const x = normal<tf.Rank.R5>([8, 16, 16, 8, 8])
      const pool = (volume: tf.Tensor): tf.Tensor => tf.maxPool3d(volume as tf.Tensor5D, 2, 2, 'valid')
      const slope = tf.grad(pool)
      const call = (): unknown => (gradient ? slope(x) : pool(x))
      return { ours: call, stock: call }
    },
  }
}

export const reluBench = kernelBench('relu', 'ReLU that keeps NaN, where stock makes some of it 0', pass(tf.relu))
export const relu6Bench = kernelBench('relu6', 'ReLU up to 6 that keeps NaN, where stock makes it 0', pass(tf.relu6))
export const castBench = kernelBench(
  'cast',
  'a tensor as the type that it has, which stock copies',
  pass((x) => tf.cast(x, 'float32')),
)
export const identityBench = kernelBench(
  'identity',
  'a tensor saved for a gradient, which stock copies',
  pass((x) => tf.clone(x)),
)
export const maxPool3dBench = kernelBench('max-pool-3d', 'maxima of volumes', [volumes(false)])
export const maxPool3dGradBench = kernelBench('max-pool-3d-grad', 'maxima of volumes and their gradient', [
  volumes(true),
])

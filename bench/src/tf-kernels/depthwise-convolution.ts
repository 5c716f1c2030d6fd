import * as tf from '@tensorflow/tfjs'
import { type Case, kernelBench, normal } from './compare.ts'

type Shape = [number, number, number, number]

/** A block of MobileNet, 3 × 3: dy is as large as x. */
const x: Shape = [32, 28, 28, 32]
const filter: Shape = [3, 3, 32, 1]
const attributes = { strides: 1, pad: 'same', dilations: 1, inputShape: x, filterShape: filter } as const

const input: Case = {
  name: '28 × 28 × 32',
  prepare() {
    const [dy, w] = [normal<tf.Rank.R4>(x), normal<tf.Rank.R4>(filter)]
    return {
      ours: () => tf.engine().runKernel('DepthwiseConv2dNativeBackpropInput', { dy, filter: w }, attributes as never),
      stock: () => tf.depthwiseConv2d(dy, tf.reverse(w, [0, 1]), 1, 'same'),
    }
  },
}

const filterGradient: Case = {
  name: '28 × 28 × 32',
  prepare() {
    const [images, dy] = [normal<tf.Rank.R4>(x), normal<tf.Rank.R4>(x)]
    return {
      ours: () => tf.engine().runKernel('DepthwiseConv2dNativeBackpropFilter', { x: images, dy }, attributes as never),
      stock: () => {
        const padded = tf.pad(images, [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ])
        const weights = [0, 1, 2].flatMap((u) =>
          [0, 1, 2].map((v) => tf.sum(tf.mul(tf.slice(padded, [0, u, v, 0], x), dy), [0, 1, 2])),
        )
        return tf.reshape(tf.stack(weights), filter)
      },
    }
  },
}

export const depthwiseInputBench = kernelBench(
  'depthwise-conv2d-native-backprop-input',
  'the gradient of a depthwise input',
  [input],
  'a depthwise convolution with the filter reversed',
)

export const depthwiseFilterBench = kernelBench(
  'depthwise-conv2d-native-backprop-filter',
  'the gradient of a depthwise filter',
  [filterGradient],
  'a product and a sum for each weight',
)

import * as tf from '@tensorflow/tfjs'
import { type Case, kernelBench, normal } from './compare.ts'

interface Size {
  readonly name: string
  readonly x: [number, number, number, number]
  readonly filter: [number, number, number, number]
  readonly pad: 'same' | 'valid'
}

const conv1: Size = { name: 'conv1 of LeNet', x: [128, 28, 28, 1], filter: [5, 5, 1, 6], pad: 'same' }
const conv2: Size = { name: 'conv2 of LeNet', x: [128, 14, 14, 6], filter: [5, 5, 6, 16], pad: 'valid' }
const block: Size = { name: '3 × 3, 64 channels', x: [8, 16, 16, 64], filter: [3, 3, 64, 64], pad: 'same' }

/** Filters of a step of training are new: what the stock kernel has packed of the last one does not serve it. */
function forward({ name, x, filter, pad }: Size): Case {
  return {
    name,
    prepare() {
      const [images, w] = [normal<tf.Rank.R4>(x), normal<tf.Rank.R4>(filter)]
      const call = (): tf.Tensor => tf.conv2d(images, tf.add(w, 0) as tf.Tensor4D, 1, pad)
      return { ours: call, stock: call }
    },
  }
}

function input({ name, x, filter, pad }: Size): Case {
  return {
    name,
    prepare() {
      const w = normal<tf.Rank.R4>(filter)
      const dy = normal<tf.Rank.R4>(tf.backend_util.computeConv2DInfo(x, filter, 1, 1, pad).outShape)
      const call = (): tf.Tensor => tf.conv2dTranspose(dy, w, x, 1, pad)
      return { ours: call, stock: call }
    },
  }
}

/** The sum over images and pixels as a convolution: images are its channels, dy is its filter. */
function filterGradient({ name, x, filter, pad }: Size): Case {
  return {
    name,
    prepare() {
      const images = normal<tf.Rank.R4>(x)
      const { outShape, padInfo } = tf.backend_util.computeConv2DInfo(x, filter, 1, 1, pad)
      const dy = normal<tf.Rank.R4>(outShape)
      const { top, bottom, left, right } = padInfo
      const border: [number, number][] = [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ]
      return {
        ours: () =>
          tf
            .engine()
            .runKernel(
              'Conv2DBackpropFilter',
              { x: images, dy },
              { strides: 1, pad, dataFormat: 'NHWC', filterShape: filter },
            ),
        stock: () =>
          tf.transpose(
            tf.conv2d(
              tf.transpose(tf.pad(images, border), [3, 1, 2, 0]),
              tf.transpose(dy, [1, 2, 0, 3]) as tf.Tensor4D,
              1,
              'valid',
            ),
            [1, 2, 0, 3],
          ),
      }
    },
  }
}

export const conv2dBench = kernelBench('conv2d', 'convolutions, each with a new filter', [
  forward(conv1),
  forward(conv2),
  forward(block),
])

export const conv2dBackpropInputBench = kernelBench('conv2d-backprop-input', 'gradients of their inputs', [
  input(conv1),
  input(conv2),
  input(block),
])

export const conv2dBackpropFilterBench = kernelBench(
  'conv2d-backprop-filter',
  'gradients of their filters',
  [filterGradient(conv1), filterGradient(conv2), filterGradient(block)],
  'a convolution of transposed images with dy',
)

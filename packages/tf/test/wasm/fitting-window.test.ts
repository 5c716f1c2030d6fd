import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { TfError } from '../../src/kernels.ts'
import { on, useKernels, variants } from './support/backends.ts'

const image = (images = 1): tf.Tensor4D => tf.ones([images, 2, 2, 1])
const filter = (side: number): tf.Tensor4D => tf.ones([side, side, 1, 2])

const operations: { readonly [name: string]: (side: number) => tf.Tensor } = {
  'a convolution': (side) => tf.conv2d(image(), filter(side), 1, 'valid'),
  'a convolution of many images': (side) => tf.conv2d(image(8), filter(side), 1, 'valid'),
  'a convolution with its activation': (side) =>
    tf.fused.conv2d({ x: image(), filter: filter(side), strides: 1, pad: 'valid', activation: 'relu' }),
  'a depthwise convolution': (side) => tf.depthwiseConv2d(image(), filter(side), 1, 'valid'),
  maxima: (side) => tf.maxPool(image(), side, 1, 'valid'),
  means: (side) => tf.avgPool(image(), side, 1, 'valid'),
}

describe.each(variants)('windows larger than the image, %s:', (variant) => {
  beforeAll(() => useKernels(variant))

  it.each(Object.entries(operations))(
    '%s by one is empty, by more an error, and the backend goes on',
    async (_, run) => {
      const [empty] = await on('wasm', () => run(3))
      expect(empty).toMatchObject({ shape: [expect.any(Number), 0, 0, expect.any(Number)], values: [] })
      await expect(on('wasm', () => run(5))).rejects.toThrow(TfError)
      await expect(on('wasm', () => run(5))).rejects.toThrow(
        /has windows of \[5, 5\], for which an image of \[2, 2\] has no room: smaller windows or more padding/,
      )
      const [after] = await on('wasm', () =>
        tf.conv2d(tf.ones<tf.Rank.R4>([1, 3, 3, 1]), tf.ones<tf.Rank.R4>([3, 3, 1, 1]), 1, 'valid'),
      )
      expect(after!.values).toEqual([9])
    },
  )
})

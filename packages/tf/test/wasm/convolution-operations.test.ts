import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels, variants } from './support/backends.ts'
import { entries } from './support/convolutions.ts'

type Operation = (...inputs: tf.Tensor[]) => tf.Tensor

/** Each with the shapes of its inputs. */
const operations: readonly { name: string; shapes: number[][]; operation: Operation }[] = [
  {
    name: 'conv1d',
    shapes: [
      [7, 11, 3],
      [4, 3, 5],
    ],
    operation: (x, w) => tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, 2, 'same'),
  },
  {
    name: 'conv2d of one image',
    shapes: [
      [8, 9, 3],
      [4, 3, 3, 5],
    ],
    operation: (x, w) => tf.conv2d(x as tf.Tensor3D, w as tf.Tensor4D, [1, 2], 'same'),
  },
  {
    name: 'conv2dTranspose',
    shapes: [
      [7, 5, 6, 4],
      [3, 4, 2, 4],
    ],
    operation: (x, w) => tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [7, 10, 12, 2], [2, 2], 'same'),
  },
  {
    name: 'depthwiseConv2d',
    shapes: [
      [7, 8, 9, 5],
      [3, 2, 5, 2],
    ],
    operation: (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, [2, 1], 'same'),
  },
  {
    name: 'separableConv2d',
    shapes: [
      [7, 8, 9, 5],
      [3, 3, 5, 2],
      [1, 1, 10, 4],
    ],
    operation: (x, w, p) => tf.separableConv2d(x as tf.Tensor4D, w as tf.Tensor4D, p as tf.Tensor4D, 1, 'same'),
  },
  {
    name: 'conv3d',
    shapes: [
      [2, 4, 5, 6, 3],
      [2, 3, 2, 3, 4],
    ],
    operation: (x, w) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, 1, 'same'),
  },
  {
    name: 'fused.conv2d, linear',
    shapes: [[7, 8, 9, 3], [3, 3, 3, 6], [6]],
    operation: (x, filter, bias) =>
      tf.fused.conv2d({ x: x as tf.Tensor4D, filter: filter as tf.Tensor4D, bias: bias!, strides: 1, pad: 'same' }),
  },
  {
    name: 'fused.conv2d, relu',
    shapes: [[7, 8, 9, 3], [3, 3, 3, 6], [6]],
    operation: (x, filter, bias) =>
      tf.fused.conv2d({
        x: x as tf.Tensor4D,
        filter: filter as tf.Tensor4D,
        bias: bias!,
        strides: 2,
        pad: 'valid',
        activation: 'relu',
      }),
  },
  {
    name: 'fused.depthwiseConv2d',
    shapes: [[7, 8, 9, 3], [3, 3, 3, 2], [6]],
    operation: (x, filter, bias) =>
      tf.fused.depthwiseConv2d({
        x: x as tf.Tensor4D,
        filter: filter as tf.Tensor4D,
        bias: bias!,
        strides: 1,
        pad: 'same',
      }),
  },
]

describe.each(variants)('operations made of convolutions, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it.each(operations)('$name and its gradients equal the cpu backend', async ({ shapes, operation }) => {
    const all = (): tf.Tensor[] => {
      const inputs = shapes.map((shape, i) => entries(shape, i))
      const gradients = tf.grads((...args: tf.Tensor[]) => {
        const y = operation(...args)
        return y.mul(entries(y.shape, 9)).sum()
      })(inputs)
      return [operation(...inputs), ...gradients]
    }
    const found = await on('wasm', all)
    const right = await on('cpu', all)
    for (const [i, { shape, values }] of right.entries()) {
      expect(found[i]!.shape).toEqual(shape)
      expect(distance(found[i]!.values, values)).toBeLessThan(1e-5)
    }
  })

  it('a second gradient of a convolution equals the cpu backend', async () => {
    const second = (): tf.Tensor => {
      const filter = entries([3, 3, 2, 4], 2) as tf.Tensor4D
      const first = tf.grad((x) =>
        tf
          .conv2d(x as tf.Tensor4D, filter, 2, 'same')
          .square()
          .sum(),
      )
      return tf.grad((x) => first(x).square().sum())(entries([7, 6, 6, 2], 1))
    }
    const [found] = await on('wasm', second)
    const [right] = await on('cpu', second)
    expect(distance(found!.values, right!.values)).toBeLessThan(1e-5)
  })

  it('leave no tensor and no byte behind', async () => {
    await on('wasm', () => tf.scalar(0))
    const step = (): void =>
      tf.tidy(() => {
        for (const { shapes, operation } of operations)
          tf.valueAndGrads((...args: tf.Tensor[]) => operation(...args).sum())(
            shapes.map((shape, i) => entries(shape, i)),
          )
      })
    const bytes = (): number => (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.length
    for (let i = 0; i < 5; i++) step()
    const before = { tensors: tf.memory().numTensors, data: tf.engine().backend.numDataIds(), bytes: bytes() }
    for (let i = 0; i < 50; i++) step()
    expect({ tensors: tf.memory().numTensors, data: tf.engine().backend.numDataIds(), bytes: bytes() }).toEqual(before)
  })
})

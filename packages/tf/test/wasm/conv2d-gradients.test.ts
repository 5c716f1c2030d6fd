import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels, variants } from './support/backends.ts'
import { type Convolution, convolutions, entries, shapeOf } from './support/convolutions.ts'

const kinds = [
  { depthwise: false, name: 'Conv2DBackprop' },
  { depthwise: true, name: 'DepthwiseConv2dNativeBackprop' },
] as const

/** Both gradients, from the kernels. */
function gradients(convolution: Convolution, name: string): tf.Tensor[] {
  const { x, filter, strides, pad } = convolution
  const attributes = { strides, pad, dataFormat: 'NHWC', dilations: [1, 1] }
  const dy = entries(shapeOf(convolution).outShape, 3)
  const run = (kernel: string, inputs: tf.NamedTensorMap, shape: object): tf.Tensor =>
    tf.engine().runKernel(kernel, inputs, { ...attributes, ...shape }) as tf.Tensor
  return [
    run(`${name}Input`, { dy, filter: entries(filter, 2) }, { inputShape: x }),
    run(`${name}Filter`, { x: entries(x, 1), dy }, { filterShape: filter }),
  ]
}

describe.each(variants)('gradients of convolutions, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it.each(kinds)('equal the cpu backend for any stride, padding and shape, $name', async ({ depthwise, name }) => {
    await fc.assert(
      fc.asyncProperty(convolutions(depthwise), async (convolution) => {
        const found = await on('wasm', () => gradients(convolution, name))
        const right = await on('cpu', () => gradients(convolution, name))
        for (const [i, { shape, values }] of right.entries()) {
          expect(found[i]!.shape).toEqual(shape)
          expect(distance(found[i]!.values, values)).toBeLessThan(1e-5)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('equal the cpu backend for channels and images in and beyond whole tiles', async () => {
    for (const [images, channels, outChannels] of [
      [6, 1, 6],
      [7, 6, 16],
      [13, 3, 65],
      [2, 64, 5],
    ] as const) {
      const convolution: Convolution = {
        x: [images, 9, 14, channels],
        filter: [5, 3, channels, outChannels],
        strides: [1, 1],
        pad: 'same',
        depthwise: false,
      }
      const found = await on('wasm', () => gradients(convolution, 'Conv2DBackprop'))
      const right = await on('cpu', () => gradients(convolution, 'Conv2DBackprop'))
      for (const i of [0, 1]) expect(distance(found[i]!.values, right[i]!.values)).toBeLessThan(1e-5)
    }
  })

  it('of images larger than a block of rows equal the cpu backend', async () => {
    const convolution: Convolution = {
      x: [1, 70, 40, 20],
      filter: [3, 3, 20, 4],
      strides: [1, 2],
      pad: 'same',
      depthwise: false,
    }
    const found = await on('wasm', () => gradients(convolution, 'Conv2DBackprop'))
    const right = await on('cpu', () => gradients(convolution, 'Conv2DBackprop'))
    for (const i of [0, 1]) expect(distance(found[i]!.values, right[i]!.values)).toBeLessThan(1e-5)
  })

  it.each(kinds)(
    'keep NaN and infinities to the entries that the cpu backend gives them, $name',
    async ({ depthwise, name }) => {
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
        const convolution: Convolution = {
          x: [7, 6, 7, 3],
          filter: [3, 3, 3, depthwise ? 2 : 5],
          strides: [1, 2],
          pad: 'same',
          depthwise,
        }
        const { outShape } = shapeOf(convolution)
        const spoilt = (shape: number[], seed: number): tf.Tensor => entries(shape, seed, value)
        const both = (): tf.Tensor[] => {
          const attributes = { strides: [1, 2], pad: 'same', dataFormat: 'NHWC', dilations: 1 }
          const run = (kernel: string, inputs: tf.NamedTensorMap): tf.Tensor =>
            tf.engine().runKernel(`${name}${kernel}`, inputs, {
              ...attributes,
              inputShape: convolution.x,
              filterShape: convolution.filter,
            }) as tf.Tensor
          return [
            run('Input', { dy: spoilt(outShape, 3), filter: entries(convolution.filter, 2) }),
            run('Input', { dy: entries(outShape, 3), filter: spoilt(convolution.filter, 2) }),
            run('Filter', { x: spoilt(convolution.x, 1), dy: entries(outShape, 3) }),
            run('Filter', { x: entries(convolution.x, 1), dy: spoilt(outShape, 3) }),
          ]
        }
        const found = await on('wasm', both)
        const right = await on('cpu', both)
        for (const [i, { values }] of right.entries()) expect(distance(found[i]!.values, values)).toBeLessThan(1e-5)
      }
    },
  )

  it.each(kinds)('are the differences of the convolution itself, $name', async ({ depthwise, name }) => {
    await fc.assert(
      fc.asyncProperty(convolutions(depthwise), fc.nat(), async (convolution, at) => {
        const { x, filter, strides, pad } = convolution
        fc.pre(tf.util.sizeFromShape(x) > 0 && tf.util.sizeFromShape(filter) > 0)
        // The sum of the outputs, each with a weight, is linear in x and in the filter: a difference is exact.
        const loss = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => {
          const y = depthwise
            ? tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, pad)
            : tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, pad as number)
          return y.mul(entries(y.shape, 3)).sum()
        }
        const [dx, dw] = await on('wasm', () => gradients(convolution, name))
        const moved = (shape: number[], seed: number, i: number, step: number): tf.Tensor =>
          entries(shape, seed).add(
            tf.oneHot(tf.scalar(i, 'int32'), tf.util.sizeFromShape(shape), step, 0).reshape(shape),
          )
        const ofX = at % dx!.values.length
        const ofFilter = at % dw!.values.length
        const [difference] = await on('cpu', () =>
          tf
            .stack([
              loss(moved(x, 1, ofX, 1), entries(filter, 2)).sub(loss(moved(x, 1, ofX, -1), entries(filter, 2))),
              loss(entries(x, 1), moved(filter, 2, ofFilter, 1)).sub(
                loss(entries(x, 1), moved(filter, 2, ofFilter, -1)),
              ),
            ])
            .div(2),
        )
        expect(difference!.values[0]).toBeCloseTo(dx!.values[ofX]!, 2)
        expect(difference!.values[1]).toBeCloseTo(dw!.values[ofFilter]!, 2)
      }),
      { numRuns: 20 },
    )
  })

  it('reach the outputs of extents rounded up, which TensorFlow.js does not tell them', async () => {
    // 3 outputs see 0 1 | 2 3 | 4: all inputs count, once each.
    for (const rounding of ['ceil', 'round'] as const) {
      const [dx, dw] = await on('wasm', () =>
        tf.grads((x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 2, 0, 'NHWC', 1, rounding))([
          tf.ones([1, 5, 5, 1]),
          tf.ones([2, 2, 1, 1]),
        ]),
      )
      expect(dx!.values).toEqual(Array(25).fill(1))
      expect(dw!.values).toEqual([9, 6, 6, 4])
    }
  })

  it('take the first rows and columns of a larger dy, as the cpu backend does', async () => {
    const transposed = (): tf.Tensor =>
      tf.conv2dTranspose(
        entries([2, 8, 9, 3], 1) as tf.Tensor4D,
        entries([3, 3, 5, 3], 2) as tf.Tensor4D,
        [2, 4, 5, 5],
        1,
        'same',
      )
    const [found] = await on('wasm', transposed)
    const [right] = await on('cpu', transposed)
    expect(distance(found!.values, right!.values)).toBeLessThan(1e-5)
  })

  it('refuse what they do not take', async () => {
    await on('wasm', () => tf.scalar(0))
    const refused = (kernel: string, inputs: tf.NamedTensorMap, attributes: object): (() => unknown) => {
      return () =>
        tf.engine().runKernel(kernel, inputs, {
          strides: 1,
          pad: 'valid',
          dataFormat: 'NHWC',
          dilations: 1,
          inputShape: [1, 4, 4, 2],
          filterShape: [3, 3, 2, 2],
          ...attributes,
        })
    }
    const x = tf.ones([1, 4, 4, 2])
    const filter = tf.ones([3, 3, 2, 2])
    const dy = tf.ones([1, 2, 2, 2])
    const wide = tf.ones([1, 2, 2, 4])
    const large = tf.ones([1, 9, 2, 2])
    const small = tf.ones([1, 1, 2, 2])
    const whole = tf.ones([1, 2, 2, 2], 'int32')
    expect(refused('Conv2DBackpropFilter', { x, dy: small }, {})).toThrow(
      /dy has shape \[1,1,2,2\], an output of \[1,2,2,2\]/,
    )
    expect(refused('Conv2DBackpropInput', { dy: small, filter }, {})).toThrow(/dy has shape/)
    // Only a transposed convolution, which is the gradient in the input, may be given a larger one.
    expect(refused('Conv2DBackpropFilter', { x, dy: large }, {})).toThrow(/dy has shape \[1,9,2,2\]/)
    for (const kernel of ['Conv2DBackpropFilter', 'Conv2DBackpropInput'])
      expect(refused(kernel, { x, dy, filter }, { dilations: [2, 2] })).toThrow(/dilations are \[2,2\], 1 is accepted/)
    expect(refused('Conv2DBackpropFilter', { x, dy: whole }, {})).toThrow(/dy is int32, float32 is accepted/)
    expect(refused('Conv2DBackpropInput', { dy: whole, filter }, {})).toThrow(/dy is int32/)
    expect(refused('Conv2DBackpropFilter', { x, dy }, { dataFormat: 'NCHW' })).toThrow(/NCHW/)
    expect(refused('DepthwiseConv2dNativeBackpropFilter', { x, dy: wide }, { dilations: [2, 1] })).toThrow(
      /dilations are \[2,1\]/,
    )
    expect(refused('DepthwiseConv2dNativeBackpropInput', { dy: wide, filter }, { dilations: 2 })).toThrow(
      /dilations are/,
    )
    expect(refused('DepthwiseConv2dNativeBackpropInput', { dy, filter }, {})).toThrow(/dy has shape/)
    tf.dispose([x, filter, dy, wide, large, small, whole])
  })
})

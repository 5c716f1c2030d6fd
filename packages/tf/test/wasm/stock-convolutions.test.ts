import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels } from './support/backends.ts'
import { type Convolution, convolutions, entries } from './support/convolutions.ts'
import { withFailing } from './support/with-failing.ts'

type Operation = (convolution: Convolution) => tf.Tensor

const fused = ({ x, filter, strides, pad }: Convolution) => ({
  x: entries(x, 1) as tf.Tensor4D,
  filter: entries(filter, 2) as tf.Tensor4D,
  strides,
  pad: pad as number,
  activation: 'relu' as const,
})

const operations: readonly { name: string; depthwise: boolean; operation: Operation }[] = [
  {
    name: 'depthwiseConv2d',
    depthwise: true,
    operation: ({ x, filter, strides, pad }) =>
      tf.depthwiseConv2d(entries(x, 1) as tf.Tensor4D, entries(filter, 2) as tf.Tensor4D, strides, pad as number),
  },
  {
    name: 'fused.conv2d',
    depthwise: false,
    operation: (convolution) =>
      tf.fused.conv2d({ ...fused(convolution), bias: entries([convolution.filter[3]], 4) as tf.Tensor1D }),
  },
  {
    name: 'fused.depthwiseConv2d',
    depthwise: true,
    operation: (convolution) => tf.fused.depthwiseConv2d(fused(convolution)),
  },
]

describe('convolutions of the stock kernels', () => {
  beforeAll(() => useKernels('simd'))

  it.each(operations)('$name equals the cpu backend for any stride and padding', async ({ depthwise, operation }) => {
    await fc.assert(
      fc.asyncProperty(convolutions(depthwise), async (convolution) => {
        fc.pre(convolution.x[3] > 0)
        const [found] = await on('wasm', () => operation(convolution))
        const [right] = await on('cpu', () => operation(convolution))
        expect(found!.shape).toEqual(right!.shape)
        expect(distance(found!.values, right!.values)).toBeLessThan(1e-5)
      }),
      { numRuns: 60 },
    )
  })

  it('round extents as asked, dilated ones too', async () => {
    for (const rounding of ['floor', 'round', 'ceil'] as const) {
      const all = (): tf.Tensor[] => {
        const [x, filter] = [entries([2, 6, 9, 4], 1) as tf.Tensor4D, entries([3, 4, 4, 2], 2) as tf.Tensor4D]
        return [
          tf.depthwiseConv2d(x, filter, [2, 3], 1, 'NHWC', 1, rounding),
          tf.conv2d(x, filter, 1, 1, 'NHWC', [2, 2], rounding),
          tf.fused.conv2d({ x, filter, strides: [2, 3], pad: 1, dimRoundingMode: rounding, activation: 'relu' }),
        ]
      }
      const found = await on('wasm', all)
      const right = await on('cpu', all)
      for (const [i, { shape, values }] of right.entries()) {
        expect(found[i]!.shape).toEqual(shape)
        expect(distance(found[i]!.values, values)).toBeLessThan(1e-5)
      }
    }
  })

  it('refuse whole numbers', async () => {
    await tf.setBackend('wasm')
    const attributes = { strides: 1, pad: 'same', dataFormat: 'NHWC', dilations: 1, activation: 'linear' }
    for (const kernel of ['DepthwiseConv2dNative', 'FusedConv2D', 'FusedDepthwiseConv2D']) {
      const run = (x: tf.Tensor, filter: tf.Tensor): unknown =>
        tf.engine().runKernel(kernel, { x, filter }, attributes as never)
      const filter = tf.ones([3, 3, 2, 1])
      expect(() => run(tf.ones([1, 4, 4, 2], 'int32'), filter)).toThrow(`${kernel}: x is int32, float32 is accepted`)
      expect(() => run(tf.ones([1, 4, 4, 2]), tf.cast(filter, 'int32'))).toThrow(`${kernel}: filter is int32`)
    }
  })

  it('leave nothing behind where they fail', async () => {
    await tf.setBackend('wasm')
    const held = tf.engine().backend.numDataIds()
    const run = (name: string, attrs: object, bias?: tf.Tensor): tf.Tensor =>
      tf.engine().runKernel(name, { x: tf.ones([1, 6, 6, 2]), filter: tf.ones([3, 3, 2, 3]), ...(bias && { bias }) }, {
        strides: [2, 2],
        pad: 1,
        dimRoundingMode: 'ceil',
        dilations: [1, 1],
        dataFormat: 'NHWC',
        ...attrs,
      } as never) as tf.Tensor
    expect(() => tf.tidy(() => run('FusedConv2D', { activation: 'softplus' }))).toThrow(/softplus/)
    expect(() => tf.tidy(() => run('FusedConv2D', { activation: 'relu' }, tf.ones([7])))).toThrow(/7/)
    withFailing('Slice', 'no memory left', () =>
      expect(() => tf.tidy(() => run('DepthwiseConv2dNative', {}))).toThrow('no memory left'),
    )
    expect(tf.engine().backend.numDataIds()).toBe(held)
  })
})

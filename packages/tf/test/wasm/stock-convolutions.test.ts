import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels } from './support/backends.ts'
import { type Convolution, convolutions, entries } from './support/convolutions.ts'

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
})

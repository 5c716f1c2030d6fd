import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels, variants } from './support/backends.ts'
import { convolutions, entries } from './support/convolutions.ts'

describe.each(variants)('convolutions, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it('equal the cpu backend for any stride, padding and shape', async () => {
    await fc.assert(
      fc.asyncProperty(convolutions(false), fc.nat(20), async ({ x, filter, strides, pad }, more) => {
        const [, ...image] = x
        const convolved = (): tf.Tensor =>
          tf.conv2d(
            entries([more, ...image], 1) as tf.Tensor4D,
            entries(filter, 2) as tf.Tensor4D,
            strides,
            pad as number,
          )
        const [found] = await on('wasm', convolved)
        const [right] = await on('cpu', convolved)
        expect(found!.shape).toEqual(right!.shape)
        expect(distance(found!.values, right!.values)).toBeLessThan(1e-5)
      }),
      { numRuns: 60 },
    )
  })

  it('round extents as asked, where the stock kernel leaves outputs unwritten', async () => {
    for (const rounding of ['floor', 'round', 'ceil'] as const) {
      const convolved = (): tf.Tensor =>
        tf.conv2d(
          entries([3, 6, 9, 4], 1) as tf.Tensor4D,
          entries([3, 4, 4, 7], 2) as tf.Tensor4D,
          [2, 3],
          1,
          'NHWC',
          1,
          rounding,
        )
      const [found] = await on('wasm', convolved)
      const [right] = await on('cpu', convolved)
      expect(found!.shape).toEqual(right!.shape)
      expect(distance(found!.values, right!.values)).toBeLessThan(1e-5)
    }
  })

  it('leave dilation to the stock kernel', async () => {
    const convolved = (): tf.Tensor =>
      tf.conv2d(
        entries([8, 9, 9, 4], 1) as tf.Tensor4D,
        entries([3, 3, 4, 7], 2) as tf.Tensor4D,
        1,
        'same',
        'NHWC',
        [2, 3],
      )
    const [found] = await on('wasm', convolved)
    const [right] = await on('cpu', convolved)
    expect(distance(found!.values, right!.values)).toBeLessThan(1e-5)
  })

  it('keep a NaN to the outputs that see it', async () => {
    const convolved = (): tf.Tensor =>
      tf.conv2d(entries([7, 5, 5, 3], 1, Number.NaN) as tf.Tensor4D, entries([3, 3, 3, 6], 2) as tf.Tensor4D, 1, 'same')
    const [found] = await on('wasm', convolved)
    const [right] = await on('cpu', convolved)
    expect(found!.values.some(Number.isNaN)).toBe(true)
    expect(distance(found!.values, right!.values)).toBeLessThan(1e-5)
  })

  it('keep a NaN or an infinity of the filter to the outputs that see it, however many images there are', async () => {
    for (const odd of [Number.NaN, Infinity])
      for (const images of [1, 5, 7])
        for (const [strides, pad, rounding] of [
          [1, 'same', undefined],
          [2, 1, 'ceil'],
        ] as const) {
          const all = (): tf.Tensor[] => {
            const x = entries([images, 6, 5, 3], 1) as tf.Tensor4D
            const filter = entries([3, 3, 3, 6], 2, odd) as tf.Tensor4D
            const own = (kernels: number): tf.Tensor4D => entries([3, 3, 3, kernels], 3, odd) as tf.Tensor4D
            const fused = {
              x,
              strides,
              pad,
              ...(rounding && { dimRoundingMode: rounding }),
              activation: 'relu',
            } as const
            return [
              tf.conv2d(x, filter, strides, pad, 'NHWC', 1, rounding),
              tf.fused.conv2d({ ...fused, filter, bias: entries([6], 4) as tf.Tensor1D }),
              tf.fused.depthwiseConv2d({ ...fused, filter: own(1) }),
              ...[1, 2].map((kernels) => tf.depthwiseConv2d(x, own(kernels), strides, pad, 'NHWC', 1, rounding)),
            ]
          }
          const found = await on('wasm', all)
          for (const [i, { shape, values }] of (await on('cpu', all)).entries()) {
            expect(found[i]!.shape).toEqual(shape)
            expect(distance(found[i]!.values, values), `${odd} ${images} ${i}`).toBeLessThan(1e-5)
          }
        }
  })
})

import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels, variants } from './support/backends.ts'
import { entries } from './support/convolutions.ts'

const side = fc.integer({ min: 1, max: 6 })
const step = fc.integer({ min: 1, max: 3 })

describe.each(variants)('gradients of convolutions of volumes, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it('equal the cpu backend for any stride, padding and shape', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fc.nat(7), side, side, side, fc.integer({ min: 1, max: 7 })),
        fc.tuple(step, step, step, fc.integer({ min: 1, max: 9 })),
        fc.tuple(step, step, step),
        fc.constantFrom('same' as const, 'valid' as const),
        async (x, [d, h, w, out], strides, pad) => {
          const filter = [d, h, w, x[4], out] as [number, number, number, number, number]
          const { outShape } = tf.backend_util.computeConv3DInfo(x, filter, strides, 1, pad)
          fc.pre(outShape.every((extent, i) => i === 0 || extent > 0))
          const gradients = (): tf.Tensor[] => {
            const dy = entries(outShape, 3)
            return [
              tf.engine().runKernel('Conv3DBackpropInputV2', { dy, filter: entries(filter, 2) }, {
                strides,
                pad,
                inputShape: x,
              } as never) as tf.Tensor,
              tf.engine().runKernel('Conv3DBackpropFilterV2', { x: entries(x, 1), dy }, {
                strides,
                pad,
                filterShape: filter,
              } as never) as tf.Tensor,
            ]
          }
          const found = await on('wasm', gradients)
          const right = await on('cpu', gradients)
          for (const [i, { shape, values }] of right.entries()) {
            expect(found[i]!.shape).toEqual(shape)
            expect(distance(found[i]!.values, values)).toBeLessThan(1e-5)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('transpose a convolution', async () => {
    const transposed = (): tf.Tensor =>
      tf.conv3dTranspose(
        entries([2, 3, 3, 2, 4], 1) as tf.Tensor5D,
        entries([2, 3, 2, 5, 4], 2) as tf.Tensor5D,
        [2, 6, 6, 4, 5],
        2,
        'same',
      )
    const [found] = await on('wasm', transposed)
    const [right] = await on('cpu', transposed)
    expect(distance(found!.values, right!.values)).toBeLessThan(1e-5)
  })

  it('refuse a dy that is no output, and dilation', async () => {
    await on('wasm', () => tf.scalar(0))
    const [dy, filter] = [tf.ones([1, 2, 2, 1, 1]), tf.ones([2, 2, 2, 1, 1])]
    expect(() =>
      tf
        .engine()
        .runKernel('Conv3DBackpropInputV2', { dy, filter }, { strides: 1, pad: 'valid', inputShape: [1, 3, 3, 3, 1] }),
    ).toThrow(/dy has shape \[1,2,2,1,1\], an output of \[1,2,2,2,1\]/)
    const dilated = {
      strides: 1,
      pad: 'valid',
      dilations: [2, 2, 2],
      inputShape: [1, 3, 3, 3, 1],
      filterShape: filter.shape,
    }
    const x = tf.ones([1, 3, 3, 3, 1])
    for (const kernel of ['Conv3DBackpropInputV2', 'Conv3DBackpropFilterV2'])
      expect(() => tf.engine().runKernel(kernel, { x, dy: tf.ones([1, 2, 2, 2, 1]), filter }, dilated)).toThrow(
        `${kernel}: dilations are [2,2,2], 1 is accepted`,
      )
    tf.dispose([dy, filter])
  })
})

import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'

/** Random entries by position, the same on every backend; one of them, in the middle, is `odd` if that is given. */
export function entries(shape: readonly number[], seed: number, odd?: number): tf.Tensor {
  const values = Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, i) =>
    Math.sin(1 + i * 12.9898 + seed * 78.233),
  )
  if (odd !== undefined) values[Math.floor(0.4 * values.length)] = odd
  return tf.tensor(values, [...shape])
}

export interface Convolution {
  readonly x: [number, number, number, number]
  /** Of a depthwise one, the last is how many kernels each channel has. */
  readonly filter: [number, number, number, number]
  readonly strides: [number, number]
  readonly pad: 'same' | 'valid' | number | [[number, number], [number, number], [number, number], [number, number]]
  readonly depthwise: boolean
}

const side = fc.integer({ min: 1, max: 12 })
const border = fc.tuple(fc.nat(4), fc.nat(4))

/** Convolutions of all kinds whose output has a pixel; no images and no channels are among them. */
export function convolutions(depthwise: boolean): fc.Arbitrary<Convolution> {
  const out = depthwise ? fc.integer({ min: 1, max: 3 }) : fc.oneof(fc.nat(9), fc.nat(40))
  return fc
    .record({
      x: fc.tuple(fc.nat(8), side, side, fc.oneof(fc.integer({ min: depthwise ? 1 : 0, max: 9 }), fc.nat(20))),
      kernel: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
      out,
      strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      pad: fc.oneof(
        fc.constantFrom<Convolution['pad']>('same', 'valid', 0, 1, 2),
        fc.tuple(fc.constant<[number, number]>([0, 0]), border, border, fc.constant<[number, number]>([0, 0])),
      ),
    })
    .map(({ x, kernel, out, strides, pad }) => ({ x, filter: [...kernel, x[3], out], strides, pad, depthwise }))
    .filter((convolution) => {
      const { outHeight, outWidth } = shapeOf(convolution as Convolution)
      return outHeight > 0 && outWidth > 0
    }) as fc.Arbitrary<Convolution>
}

export function shapeOf({ x, filter, strides, pad, depthwise }: Convolution, rounding?: 'ceil' | 'round') {
  return tf.backend_util.computeConv2DInfo(x, filter, strides, 1, pad, rounding, depthwise)
}

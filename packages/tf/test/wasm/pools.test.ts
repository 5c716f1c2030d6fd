import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels, variants } from './support/backends.ts'
import { entries } from './support/entries.ts'
import { finiteDifferences } from './support/finite-differences.ts'

const few = fc.integer({ min: 1, max: 4 })
const pooling = fc
  .record({
    shape: fc.tuple(
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 1, max: 11 }),
      fc.integer({ min: 1, max: 11 }),
      fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(16, 21, 35)),
    ),
    filter: fc.tuple(few, few),
    strides: fc.tuple(few, few),
    pad: fc.constantFrom<'same' | 'valid'>('same', 'valid'),
  })
  .filter(({ shape: [, height, width], filter, pad }) => pad === 'same' || (filter[0] <= height && filter[1] <= width))
type Pooling = typeof pooling extends fc.Arbitrary<infer T> ? T : never

const image = ({ shape }: Pooling): tf.Tensor4D => tf.tensor4d(entries(tf.util.sizeFromShape(shape)), shape)

describe.each(variants)('pooling, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it.each([
    ['the largest', tf.maxPool],
    ['the mean', tf.avgPool],
  ] as const)('equals the cpu backend, %s, and so does its gradient', async (_, pool) => {
    await fc.assert(
      fc.asyncProperty(pooling, async (drawn) => {
        const { filter, strides, pad } = drawn
        const work = (): tf.Tensor[] => {
          const x = image(drawn)
          const y = pool(x, filter, strides, pad)
          const weights = tf.tensor(entries(y.size, 2), y.shape)
          return [y, tf.grad((at) => tf.sum(tf.mul(pool(at as tf.Tensor4D, filter, strides, pad), weights)))(x)]
        }
        const found = await on('wasm', work)
        const right = await on('cpu', work)
        for (const [i, { shape, values }] of right.entries()) {
          expect(found[i]!.shape).toEqual(shape)
          expect(distance(found[i]!.values, values)).toBeLessThan(1e-5)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('writes every entry where the windows do not end with the image and padding is a number', async () => {
    for (const pool of [tf.maxPool, tf.avgPool])
      for (const rounding of ['floor', 'ceil', 'round'] as const) {
        const work = (): tf.Tensor => pool(tf.tensor3d(entries(7 * 6 * 2), [7, 6, 2]), [2, 2], 2, 1, rounding)
        const [found] = await on('wasm', work)
        const [right] = await on('cpu', work)
        expect(found!.shape).toEqual(right!.shape)
        expect(distance(found!.values, right!.values)).toBeLessThan(1e-6)
      }
  })

  it('takes NaN and infinities as the cpu backend does', async () => {
    for (const [height, width, channels, filter, stride] of [
      [4, 4, 6, 2, 2],
      [6, 6, 18, 3, 2],
      [5, 5, 2, 2, 1],
    ] as const) {
      const values = entries(height * width * channels)
      for (let i = 0; i < values.length; i++) values[i] = [Number.NaN, -Infinity, Infinity][i % 7] ?? values[i]!
      // One window of NaN and −∞ alone.
      for (let c = 0; c < channels; c++)
        for (const at of [0, 1, width, width + 1]) values[at * channels + c] = at === 1 ? -Infinity : Number.NaN
      const work = (): tf.Tensor[] => {
        const x = tf.tensor4d(values, [1, height, width, channels])
        const pool = (at: tf.Tensor): tf.Tensor => tf.maxPool(at as tf.Tensor4D, filter, stride, 'valid')
        const dy = tf.onesLike(pool(x))
        return [pool(x), tf.avgPool(x, filter, stride, 'valid'), tf.grad(pool)(x, dy)]
      }
      const found = await on('wasm', work)
      const right = await on('cpu', work)
      for (const [i, { values }] of right.entries()) expect(distance(found[i]!.values, values)).toBeLessThan(1e-6)
    }
  })

  it('of few channels and in windows that overlap takes NaN and infinities as the cpu backend does', async () => {
    for (const [height, width, channels, filter, stride, pad] of [
      [6, 7, 1, 2, 2, 'valid'],
      [7, 9, 1, 3, 1, 'same'],
      [5, 6, 2, 3, 2, 'same'],
      [8, 8, 3, 2, 2, 'valid'],
      [6, 6, 3, 5, 1, 'same'],
      [9, 8, 5, 3, 1, 'same'],
      [9, 8, 16, 4, 1, 'valid'],
      [4, 3, 3, 3, 3, 'same'],
    ] as const)
      for (const spoilt of [[], [Number.NaN], [-Infinity, Number.NaN], [Infinity, 0, -Infinity]]) {
        const values = entries(2 * height * width * channels)
        for (let i = 0; i < values.length; i++) values[i] = spoilt[i % 11] ?? values[i]!
        const work = (): tf.Tensor[] => {
          const x = tf.tensor4d(values, [2, height, width, channels])
          return [tf.maxPool(x, filter, stride, pad), tf.avgPool(x, filter, stride, pad)]
        }
        const right = await on('cpu', work)
        for (const [i, { values }] of (await on('wasm', work)).entries())
          expect(distance(values, right[i]!.values)).toBeLessThan(1e-5)
      }
  })

  it('to a mean is finite where the sum is too large for float32', async () => {
    for (const channels of [1, 3, 4, 6, 20])
      for (const [extent, filter, stride, pad] of [
        [10, 10, 10, 'valid'],
        [20, 20, 20, 'valid'],
        [6, 3, 1, 'same'],
        [6, 3, 2, 'valid'],
        [4, 2, 2, 'valid'],
      ] as const) {
        const work = (): tf.Tensor => {
          const huge = tf.mul(tf.ones([1, extent, extent, channels]), filter === 10 ? 1e37 : 2e38)
          return tf.avgPool(huge as tf.Tensor4D, filter, stride, pad)
        }
        const [right] = await on('cpu', work)
        const [found] = await on('wasm', work)
        expect(right!.values.every(Number.isFinite)).toBe(true)
        expect(distance(found!.values, right!.values)).toBeLessThan(1e-6)
      }
  })

  it('of a whole image of a million pixels is nearly as exact as a float64 sum, at any stride', async () => {
    for (const [channels, stride] of [
      [1, 1],
      [2, 1000],
      [4, 1],
    ] as const) {
      const work = (): tf.Tensor =>
        tf.avgPool(tf.fill([1, 1000, 1000, channels], 0.1) as tf.Tensor4D, 1000, stride, 'valid')
      // Equal entries, which are all rounded to the same side: one run of float32 is 1 % off.
      for (const value of (await on('wasm', work))[0]!.values) expect(Math.abs(10 * value - 1)).toBeLessThan(4e-6)
    }
  })

  it('gives the first of equal entries the gradient', async () => {
    for (const [channels, stride] of [
      [5, 2],
      [2, 2],
      [5, 1],
    ] as const) {
      const work = (): tf.Tensor =>
        tf.grad((x) => tf.maxPool(x as tf.Tensor4D, 2, stride, 'valid'))(tf.ones([1, 4, 4, channels]))
      expect((await on('wasm', work))[0]!.values).toEqual((await on('cpu', work))[0]!.values)
    }
  })

  it('of one entry each is the same tensor', async () => {
    const work = (): tf.Tensor[] =>
      [tf.maxPool, tf.avgPool].map((pool) => pool(tf.tensor4d([Number.NaN, 1, 2, 3], [1, 2, 2, 1]), 1, 1, 'same'))
    for (const { values } of await on('wasm', work)) expect(values).toEqual([Number.NaN, 1, 2, 3])
  })

  it('has the gradient that finite differences have', async () => {
    await tf.setBackend('wasm')
    const shape = [1, 5, 6, 5]
    const weights = (size: number): Float32Array => entries(size, 3)
    for (const pool of [tf.maxPool, tf.avgPool])
      for (const [filter, stride] of [
        [2, 2],
        [3, 1],
        [
          [2, 3],
          [1, 2],
        ],
      ] as const) {
        const { gradient, differences } = finiteDifferences(
          (x) => pool(x as tf.Tensor4D, filter as number, stride as number, 'valid'),
          // Far enough apart that no step changes which is largest.
          Float32Array.from({ length: 150 }, (_, i) => ((i * 67) % 151) / 20),
          shape,
          weights,
        )
        expect(distance(gradient, differences)).toBeLessThan(2e-3)
      }
  })

  it('has a gradient where extents are rounded up, which TensorFlow.js does not tell it', async () => {
    await tf.setBackend('wasm')
    const summed =
      (pool: typeof tf.maxPool) =>
      (x: tf.Tensor): tf.Tensor =>
        tf.sum(pool(x as tf.Tensor4D, 2, 2, 0, 'ceil'))
    const x = (): tf.Tensor => tf.reshape(tf.range(0, 25), [1, 5, 5, 1])
    const [largest, mean] = await on('wasm', () => [tf.maxPool, tf.avgPool].map((pool) => tf.grad(summed(pool))(x())))
    const last = [1, 3, 4]
    const isLargest = (i: number): boolean => last.includes(i % 5) && last.includes(Math.floor(i / 5))
    expect(largest!.values).toEqual(Array.from({ length: 25 }, (_, i) => (isLargest(i) ? 1 : 0)))
    // As at any border, the gradient of a mean divides by the whole area.
    expect(mean!.values).toEqual(Array(25).fill(0.25))
    for (const rounding of ['ceil', 'round', 'floor'] as const) {
      const { gradient, differences } = finiteDifferences(
        (x) => tf.maxPool(x as tf.Tensor4D, 3, 2, 1, rounding),
        Float32Array.from({ length: 252 }, (_, i) => ((i * 67) % 253) / 20),
        [1, 6, 6, 7],
        (size) => entries(size, 3),
      )
      expect(distance(gradient, differences), rounding).toBeLessThan(2e-3)
    }
  })

  it('of volumes equals the cpu backend, and has the gradients that finite differences have', async () => {
    const pools = [tf.maxPool3d, tf.avgPool3d]
    for (const pool of pools)
      for (const [filter, stride, pad] of [
        [2, 1, 'same'],
        [2, 2, 'valid'],
        [3, 2, 'same'],
      ] as const) {
        const work = (): tf.Tensor[] => {
          const x = tf.tensor5d(entries(2 * 5 * 4 * 4 * 3), [2, 5, 4, 4, 3])
          const f = (at: tf.Tensor): tf.Tensor => pool(at as tf.Tensor5D, filter, stride, pad)
          const y = f(x)
          return [y, tf.grad(f)(x, tf.tensor(entries(y.size, 2), y.shape))]
        }
        const right = await on('cpu', work)
        for (const [i, { shape, values }] of (await on('wasm', work)).entries()) {
          expect(shape).toEqual(right[i]!.shape)
          expect(distance(values, right[i]!.values)).toBeLessThan(1e-5)
        }
      }
    await tf.setBackend('wasm')
    const { gradient, differences } = finiteDifferences(
      // The cpu backend mixes up the places of a window that is not square.
      (x) => tf.maxPool3d(x as tf.Tensor5D, [1, 3, 2], [2, 1, 2], 'same'),
      Float32Array.from({ length: 120 }, (_, i) => ((i * 67) % 121) / 20),
      [1, 3, 5, 4, 2],
      (size) => entries(size, 3),
    )
    expect(distance(gradient, differences)).toBeLessThan(2e-3)
  })

  it('takes the largest whole number and truth value in a window of a volume', async () => {
    for (const dtype of ['int32', 'bool'] as const) {
      const work = (): tf.Tensor =>
        tf.maxPool3d(
          tf.cast(
            tf.tensor5d(
              Array.from(entries(128), (value) => (dtype === 'bool' ? value > 0.9 : 9 * value)) as number[],
              [1, 4, 4, 4, 2],
              dtype,
            ),
            dtype,
          ) as tf.Tensor5D,
          2,
          2,
          'valid',
        )
      const [found] = await on('wasm', work)
      const [right] = await on('cpu', work)
      expect(found!.values).toEqual(right!.values.map(Number))
    }
  })

  it('refuses a gradient of another shape or type', async () => {
    await tf.setBackend('wasm')
    const attrs = { filterSize: 2, strides: 2, pad: 'valid' }
    const run = (name: string, dy: tf.Tensor, input: tf.Tensor): unknown =>
      tf.engine().runKernel(name, { dy, input }, attrs as never)
    const x = tf.zeros([1, 4, 4, 1])
    for (const name of ['MaxPoolGrad', 'AvgPoolGrad']) {
      expect(() => run(name, tf.zeros([1, 3, 2, 1]), x)).toThrow(/dy has shape \[1,3,2,1\]/)
      expect(() => run(name, tf.zeros([1, 2, 2, 1], 'int32'), x)).toThrow(/dy is int32/)
    }
    expect(() => tf.engine().runKernel('AvgPool', { x: tf.zeros([1, 4, 4, 1], 'int32') }, attrs as never)).toThrow(
      /x is int32/,
    )
  })
})

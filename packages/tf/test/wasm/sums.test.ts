import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels, variants } from './support/backends.ts'
import { entries } from './support/entries.ts'

const extent = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 9 }) }, fc.constantFrom(17, 33))
const shaped = fc
  .array(extent, { minLength: 1, maxLength: 4 })
  .chain((shape) => fc.tuple(fc.constant(shape), fc.subarray(shape.map((_, axis) => axis)), fc.boolean()))

describe.each(variants)('sums and means, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it('over any axes, and their gradients, equal the cpu backend, tails and empty extents included', async () => {
    await fc.assert(
      fc.asyncProperty(shaped, async ([shape, axes, keepDims]) => {
        // Above 0, so that nothing cancels.
        const x = (): tf.Tensor =>
          tf.tensor(
            entries(tf.util.sizeFromShape(shape)).map((value) => 2 + value),
            shape,
          )
        const work = (): tf.Tensor[] =>
          [tf.sum, tf.mean].flatMap((reduce) => {
            const f = (at: tf.Tensor): tf.Tensor => reduce(at, axes, keepDims)
            const y = f(x())
            return [y, tf.grad(f)(x(), tf.tensor(entries(y.size, 2), y.shape))]
          })
        const found = await on('wasm', work)
        const right = await on('cpu', work)
        for (const [i, { shape, values }] of right.entries()) {
          expect(found[i]!.shape).toEqual(shape)
          expect(distance(found[i]!.values, values)).toBeLessThan(1e-5)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('have a second gradient', async () => {
    const inner = (x: tf.Tensor): tf.Tensor => tf.sum(tf.square(tf.mean(tf.square(x), 0)))
    const work = (): tf.Tensor =>
      tf.grad((x: tf.Tensor) => tf.sum(tf.square(tf.grad(inner)(x))))(tf.tensor2d(entries(12), [3, 4]))
    expect(distance((await on('wasm', work))[0]!.values, (await on('cpu', work))[0]!.values)).toBeLessThan(1e-5)
  })

  it('over wide rows equal the cpu backend', async () => {
    for (const shape of [
      [3, 1500],
      [300, 63],
      [70, 1030],
      [5, 1024],
    ]) {
      const work = (): tf.Tensor => tf.sum(tf.tensor(entries(shape[0]! * shape[1]!), shape), 0)
      expect(distance((await on('wasm', work))[0]!.values, (await on('cpu', work))[0]!.values)).toBeLessThan(1e-5)
    }
  })

  it('over 100,000 rows are as exact as float64 sums, whatever the width', async () => {
    for (const width of [1, 6, 64]) {
      const values = entries(100_000 * width).map((value) => 1 + value)
      const right = new Float64Array(width)
      for (const [i, value] of values.entries()) right[i % width]! += value
      const [found] = await on('wasm', () => tf.sum(tf.tensor2d(values, [100_000, width]), 0))
      for (const [j, value] of right.entries()) expect(Math.abs(found!.values[j]! / value - 1)).toBeLessThan(2e-7)
    }
  })

  it('carry NaN and infinities', async () => {
    const values = Float32Array.from({ length: 40 }, (_, i) => (i % 10 === 3 ? Number.NaN : i === 7 ? -Infinity : i))
    const work = (): tf.Tensor[] => [0, 1].map((axis) => tf.sum(tf.tensor2d(values, [4, 10]), axis))
    const right = await on('cpu', work)
    for (const [i, { values }] of (await on('wasm', work)).entries()) expect(values).toEqual(right[i]!.values)
  })

  it('are finite where a part of the sum is too large for float32', async () => {
    for (const [shape, axis] of [
      [[3, 8], 1],
      [[2, 1000], 1],
      [[8, 5], 0],
      [[40, 5], 0],
      [[40, 70], 0],
      [[4, 3], 0],
    ] as const) {
      const work = (): tf.Tensor[] => {
        const size = shape[0] * shape[1]
        // 2 × 10³⁸ times 1, 1, −1, −1 along the axis.
        const at = (i: number): number => (axis === 1 ? i % shape[1] : Math.floor(i / shape[1]))
        const values = Array.from({ length: size }, (_, i) => (at(i) % 4 < 2 ? 2e38 : -2e38))
        return [tf.sum(tf.tensor(values, [...shape]), axis), tf.mean(tf.fill([...shape], 2e38), axis)]
      }
      const right = await on('cpu', work)
      for (const [i, { values }] of (await on('wasm', work)).entries()) {
        expect(right[i]!.values.every(Number.isFinite)).toBe(true)
        expect(distance(values, right[i]!.values)).toBeLessThan(1e-5)
      }
    }
  })

  it('of no whole numbers and no booleans are 0', async () => {
    for (const dtype of ['int32', 'bool'] as const)
      for (const [shape, axes] of [
        [[3, 0], [1]],
        [[0, 3], [0]],
        [
          [2, 0, 3, 2],
          [0, 1],
        ],
        [
          [2, 3, 0],
          [0, 1],
        ],
        [[0], [0]],
      ] as const)
        for (const name of ['Sum', 'Mean']) {
          const work = (): tf.Tensor =>
            tf
              .engine()
              .runKernel(name, { x: tf.tensor([], [...shape], dtype) }, { axis: [...axes], keepDims: false } as never)
          // What was there before must not show.
          await on('wasm', () => tf.fill([8], -1))
          expect(await on('wasm', work)).toEqual(await on('cpu', work))
        }
  })

  it('over short rows and short columns equal the cpu backend, NaN and infinities too', async () => {
    for (const length of [1, 2, 3, 4, 5, 7, 16, 17, 511, 513])
      for (const [outer, inner] of [
        [1, 1],
        [5, 1],
        [7, 2],
        [3, 3],
        [2, 4],
        [3, 9],
        [2, 65],
      ] as const) {
        const work = (): tf.Tensor[] =>
          [0, Number.NaN, Number.NEGATIVE_INFINITY].map((spoilt) => {
            const values = entries(outer * length * inner).map((value) => 2 + value)
            if (spoilt !== 0) values[Math.floor(values.length / 2)] = spoilt
            return tf.mean(tf.tensor(values, [outer, length, inner]), 1)
          })
        const right = await on('cpu', work)
        for (const [i, { values }] of (await on('wasm', work)).entries())
          expect(distance(values, right[i]!.values)).toBeLessThan(2e-6)
      }
  })

  it('over axes of length 1 are the same entries', async () => {
    const work = (): tf.Tensor[] => [
      tf.sum(tf.tensor(entries(12), [1, 3, 1, 4]), [0]),
      tf.mean(tf.tensor(entries(12), [1, 3, 1, 4]), [0, 2], true),
      tf.sum(tf.tensor(entries(12), [1, 3, 1, 4]), [0, 1]),
      tf.mean(tf.tensor(entries(12), [3, 1, 4]), [1]),
    ]
    const right = await on('cpu', work)
    for (const [i, { shape, values }] of (await on('wasm', work)).entries()) {
      expect(shape).toEqual(right[i]!.shape)
      expect(distance(values, right[i]!.values)).toBeLessThan(1e-6)
    }
  })

  it('of whole numbers and booleans stay as they were', async () => {
    const work = (): tf.Tensor[] => [
      tf.sum(tf.tensor2d([1, 2, 3, 4, 5, 16777217], [2, 3], 'int32'), 0),
      tf.sum(tf.tensor2d([1, 0, 1, 1], [2, 2], 'bool'), 1),
      tf.mean(tf.tensor2d([1, 2, 3, 5], [2, 2], 'int32'), 0),
    ]
    expect(await on('wasm', work)).toEqual(await on('cpu', work))
  })
})

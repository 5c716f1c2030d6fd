import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels, variants } from './support/backends.ts'
import { entries } from './support/entries.ts'

const size = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 70 }), fc.constantFrom(257, 300))

describe.each(variants)('products of matrices, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it('equal the cpu backend, whichever is transposed, tails and empty extents included', async () => {
    await fc.assert(
      fc.asyncProperty(size, size, size, fc.boolean(), fc.boolean(), async (m, n, k, transposeA, transposeB) => {
        const product = (): tf.Tensor =>
          tf.matMul(
            tf.tensor2d(entries(m * k, 1), transposeA ? [k, m] : [m, k]),
            tf.tensor2d(entries(k * n, 2), transposeB ? [n, k] : [k, n]),
            transposeA,
            transposeB,
          )
        const [found] = await on('wasm', product)
        const [right] = await on('cpu', product)
        expect(found!.shape).toEqual([m, n])
        expect(distance(found!.values, right!.values)).toBeLessThan(1e-5)
      }),
      { numRuns: 40 },
    )
  })

  it('repeat a matrix along the axes of the batch where it has length 1', async () => {
    for (const [a, b] of [
      [
        [3, 1, 5, 4],
        [2, 4, 7],
      ],
      [
        [1, 5, 4],
        [3, 2, 4, 7],
      ],
      [
        [2, 3, 5, 4],
        [4, 7],
      ],
    ] as const) {
      const left = (): tf.Tensor => tf.tensor(entries(tf.util.sizeFromShape([...a]), 1), [...a])
      const right = (): tf.Tensor => tf.tensor(entries(tf.util.sizeFromShape([...b]), 2), [...b])
      const [found] = await on('wasm', () => tf.matMul(left(), right()))
      // The cpu backend multiplies the wrong matrices where both repeat: they are repeated for it.
      const batch = tf.broadcast_util.assertAndGetBroadcastShape([...a.slice(0, -2)], [...b.slice(0, -2)])
      const [product] = await on('cpu', () =>
        tf.matMul(
          tf.broadcastTo(left(), [...batch, ...a.slice(-2)]),
          tf.broadcastTo(right(), [...batch, ...b.slice(-2)]),
        ),
      )
      expect(found!.shape).toEqual(product!.shape)
      expect(distance(found!.values, product!.values)).toBeLessThan(1e-5)
    }
  })

  it('of few rows, few columns or few terms equal the cpu backend, a NaN or an infinity in any of them too', async () => {
    for (const [m, n, k] of [
      [1, 37, 9],
      [2, 4103, 6],
      [4, 17, 30],
      [5, 30, 1],
      [7, 18, 2],
      [2, 3, 13],
      [1, 1, 8],
      [31, 1, 11],
      [9, 11, 5],
      [3, 3, 300],
    ] as const)
      for (const [transposeA, transposeB] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ] as const)
        for (const spoilt of [0, Number.NaN, Number.POSITIVE_INFINITY]) {
          const [left, right] = [entries(m * k, 1), entries(k * n, 2)]
          right[right.length - 1] = spoilt
          // Two of them, so that a batch takes them one after the other.
          const work = (): tf.Tensor[] =>
            [1, 2].map((batch) =>
              tf.matMul(
                tf.tile(tf.tensor(left, transposeA ? [1, k, m] : [1, m, k]), [batch, 1, 1]),
                tf.tile(tf.tensor(right, transposeB ? [1, n, k] : [1, k, n]), [batch, 1, 1]),
                transposeA,
                transposeB,
              ),
            )
          const expected = await on('cpu', work)
          for (const [i, { values }] of (await on('wasm', work)).entries())
            expect(distance(values, expected[i]!.values)).toBeLessThan(1e-5)
        }
  })

  it('of no matrices are none', async () => {
    const [found] = await on('wasm', () => tf.matMul(tf.zeros([0, 5, 4]), tf.zeros([4, 7])))
    expect(found).toMatchObject({ shape: [0, 5, 7], values: [] })
  })
})

describe.each(variants)('products of matrices of whole numbers, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it.each(['int32', 'bool'] as const)('of type %s equal the cpu backend', async (dtype) => {
    for (const [transposeA, transposeB] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const values = (count: number, seed: number): number[] =>
        Array.from(entries(count, seed), (value) => (dtype === 'bool' ? Number(value > 0) : Math.round(1e5 * value)))
      const work = (): tf.Tensor =>
        tf.matMul(
          tf.tensor(values(2 * 3 * 5, 1), transposeA ? [2, 5, 3] : [2, 3, 5], dtype),
          tf.tensor(values(2 * 5 * 4, 2), transposeB ? [2, 4, 5] : [2, 5, 4], dtype),
          transposeA,
          transposeB,
        )
      expect(await on('wasm', work)).toEqual(await on('cpu', work))
    }
  })
})

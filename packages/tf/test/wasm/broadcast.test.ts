import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels, variants } from './support/backends.ts'
import { entries } from './support/entries.ts'

const drawn = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 4 }).chain((shape) =>
  fc.tuple(
    fc.constant(shape),
    // Which axes the other tensor has at full length, and how many of its first axes it leaves out.
    fc.tuple(...shape.map(() => fc.boolean())),
    fc.nat(shape.length),
    fc.constantFrom(tf.add, tf.sub, tf.mul, tf.div),
    fc.boolean(),
  ),
)

describe.each(variants)('operations with a repeated operand, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it('equal the cpu backend, whichever axes are repeated', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async ([shape, full, left, operation, reversed]) => {
        const other = shape.map((extent, axis) => (full[axis] ? extent : 1)).slice(left)
        const work = (): tf.Tensor => {
          const a = tf.tensor(entries(tf.util.sizeFromShape(shape)), shape)
          const b = tf.tensor(entries(tf.util.sizeFromShape(other), 2), other)
          return reversed ? operation(b, a) : operation(a, b)
        }
        const [found] = await on('wasm', work)
        const [right] = await on('cpu', work)
        expect(found!.shape).toEqual(right!.shape)
        expect(found!.dtype).toBe(right!.dtype)
        expect(distance(found!.values, right!.values)).toBeLessThan(1e-6)
      }),
      { numRuns: 150 },
    )
  })

  it('equal the cpu backend over many rows, long and short, and carry NaN and infinities', async () => {
    const odd = [Number.NaN, Infinity, -Infinity, 0]
    for (const [shape, other] of [
      [[100, 3], [3]],
      [[5, 70], [70]],
      [
        [37, 10],
        [37, 1],
      ],
      [
        [6, 33, 5],
        [6, 1, 1],
      ],
      [
        [2, 300],
        [1, 300],
      ],
    ] as const)
      for (const operation of [tf.add, tf.sub, tf.mul, tf.div]) {
        const values = entries(tf.util.sizeFromShape([...shape])).map((value, i) => odd[i % 11] ?? value)
        const work = (): tf.Tensor[] => {
          const [a, b] = [
            tf.tensor(values, [...shape]),
            tf.tensor(entries(tf.util.sizeFromShape([...other])), [...other]),
          ]
          return [operation(a, b), operation(b, a)]
        }
        const right = await on('cpu', work)
        for (const [i, { values }] of (await on('wasm', work)).entries())
          expect(distance(values, right[i]!.values)).toBeLessThan(1e-6)
      }
  })

  it('leave whole numbers to the stock kernels', async () => {
    const work = (): tf.Tensor => tf.add(tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32'), tf.tensor1d([10, 20], 'int32'))
    expect(await on('wasm', work)).toEqual(await on('cpu', work))
  })
})

describe.each(variants)('batch norms, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it('equal the cpu backend, with and without scale and offset, and so do their gradients', async () => {
    for (const [shape, channels] of [
      [[3, 4, 5, 6], 6],
      [[7, 1], 1],
      [[40, 33], 33],
      [[2, 300], 300],
      [[0, 3], 3],
    ] as const)
      for (const [scaled, moved] of [
        [true, true],
        [false, true],
        [false, false],
      ] as const) {
        const work = (): tf.Tensor[] => {
          const row = (seed: number): tf.Tensor1D => tf.tensor1d(entries(channels, seed))
          const normalize = (x: tf.Tensor): tf.Tensor =>
            tf.batchNorm(x, row(2), tf.abs(row(3)), moved ? row(4) : undefined, scaled ? row(5) : undefined, 1e-3)
          const x = tf.tensor(entries(tf.util.sizeFromShape([...shape])), [...shape])
          // TensorFlow.js has no gradient of it without a scale.
          return shape.length === 4 && scaled ? [normalize(x), tf.grad(normalize)(x)] : [normalize(x)]
        }
        const right = await on('cpu', work)
        for (const [i, { shape, values }] of (await on('wasm', work)).entries()) {
          expect(shape).toEqual(right[i]!.shape)
          expect(distance(values, right[i]!.values)).toBeLessThan(1e-5)
        }
      }
  })

  it('with one mean an entry equal the cpu backend', async () => {
    const work = (): tf.Tensor => {
      const x = (seed: number): tf.Tensor2D => tf.tensor2d(entries(6, seed), [2, 3])
      return tf.batchNorm2d(x(1), x(2), tf.abs(x(3)) as tf.Tensor2D, x(4), x(5))
    }
    expect(distance((await on('wasm', work))[0]!.values, (await on('cpu', work))[0]!.values)).toBeLessThan(1e-5)
  })
})

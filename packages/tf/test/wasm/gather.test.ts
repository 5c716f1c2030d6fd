import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels, variants } from './support/backends.ts'
import { entries } from './support/entries.ts'
import { wasmBackend } from './support/tiny.ts'

const extent = fc.integer({ min: 1, max: 6 })

describe.each(variants)('gathers and segment sums, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it('along any axis equal the cpu backend, and so do their gradients', async () => {
    const drawn = fc
      .array(extent, { minLength: 1, maxLength: 4 })
      .chain((shape) =>
        fc.tuple(
          fc.constant(shape),
          fc.nat(shape.length - 1),
          fc.constantFrom<number[]>([0], [5], [2, 3]),
          fc.nat(1000),
        ),
      )
    await fc.assert(
      fc.asyncProperty(drawn, async ([shape, axis, of, seed]) => {
        const ids = Int32Array.from({ length: tf.util.sizeFromShape(of) }, (_, i) => (i * 7 + seed) % shape[axis]!)
        const work = (): tf.Tensor[] => {
          const x = tf.tensor(entries(tf.util.sizeFromShape(shape)), shape)
          const gather = (at: tf.Tensor): tf.Tensor => tf.gather(at, tf.tensor(ids, of, 'int32'), axis)
          const y = gather(x)
          // The cpu backend cannot sum no rows.
          return y.size === 0 ? [y] : [y, tf.grad(gather)(x, tf.tensor(entries(y.size, 2), y.shape))]
        }
        const found = await on('wasm', work)
        for (const [i, { shape, values }] of (await on('cpu', work)).entries()) {
          expect(found[i]!.shape).toEqual(shape)
          expect(distance(found[i]!.values, values)).toBeLessThan(1e-5)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('by batch equal the cpu backend, and so do their gradients', async () => {
    const work = (): tf.Tensor[] => {
      const x = tf.tensor(entries(2 * 3 * 4), [2, 3, 4])
      const ids = tf.tensor([1, 0, 2, 2, 2, 1], [2, 3], 'int32')
      const gather = (at: tf.Tensor): tf.Tensor => tf.gather(at, ids, 1, 1)
      return [gather(x), tf.grad(gather)(x, tf.tensor(entries(24, 2), [2, 3, 4]))]
    }
    const found = await on('wasm', work)
    for (const [i, { shape, values }] of (await on('cpu', work)).entries()) {
      expect(found[i]!.shape).toEqual(shape)
      expect(distance(found[i]!.values, values)).toBeLessThan(1e-5)
    }
  })

  it('take whole numbers and booleans, and empty tensors', async () => {
    const ids = (): tf.Tensor1D => tf.tensor1d([2, 0, 2], 'int32')
    const work = (): tf.Tensor[] => [
      tf.gather(tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2], 'int32'), ids()),
      tf.gather(tf.tensor2d([1, 0, 0, 1, 1, 1], [2, 3], 'bool'), ids(), 1),
      tf.gather(tf.zeros([3, 0]), ids()),
    ]
    expect(await on('wasm', work)).toEqual(await on('cpu', work))
  })

  it('refuse an index that is out of range', async () => {
    await tf.setBackend('wasm')
    for (const index of [3, -1])
      expect(() => tf.gather(tf.zeros([3, 2]), tf.tensor1d([0, index], 'int32'))).toThrow(
        `GatherV2: the index value ${index} is not in [0, 2]`,
      )
  })

  it('sum rows by their id and leave out those of none, as the cpu backend does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -2, max: 6 }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom<number[]>([], [1], [7], [3, 4]),
        fc.integer({ min: 1, max: 5 }),
        async (ids, inner, segments) => {
          const shape = [ids.length, ...inner]
          const work = (): tf.Tensor =>
            tf.unsortedSegmentSum(
              tf.tensor(entries(tf.util.sizeFromShape(shape)), shape),
              tf.tensor1d(ids, 'int32'),
              segments,
            )
          const [found] = await on('wasm', work)
          const [right] = await on('cpu', work)
          expect(found!.shape).toEqual(right!.shape)
          expect(distance(found!.values, right!.values)).toBeLessThan(1e-5)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('sum whole numbers as the cpu backend does, and no rows to 0', async () => {
    const ids = (): tf.Tensor1D => tf.tensor1d([1, 0, 1], 'int32')
    const work = (): tf.Tensor => tf.unsortedSegmentSum(tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2], 'int32'), ids(), 2)
    expect(await on('wasm', work)).toEqual(await on('cpu', work))
    const [none] = await on('wasm', () => tf.unsortedSegmentSum(tf.zeros([0, 2]), tf.tensor1d([], 'int32'), 2))
    expect(none).toMatchObject({ shape: [2, 2], values: [0, 0, 0, 0] })
  })

  it('sum with a gradient, which the cpu backend has, too', async () => {
    const work = (): tf.Tensor =>
      tf.grad((x: tf.Tensor) => tf.unsortedSegmentSum(x as tf.Tensor2D, tf.tensor1d([1, -1, 0, 1], 'int32'), 2))(
        tf.ones([4, 3]),
        tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]),
      )
    expect(await on('wasm', work)).toEqual(await on('cpu', work))
  })

  it('sum many rows as exactly as few', async () => {
    const rows = 200_000
    for (const inner of [1, 3, 8]) {
      const x = entries(rows * inner).map((value) => 2 + value)
      // Half of the rows in the first segment, some in none, and a few in each of the others.
      const ids = Int32Array.from({ length: rows }, (_, i) => (i % 2 ? 0 : (i % 1009) - 1))
      const right = new Float64Array(1100 * inner)
      for (const [i, value] of x.entries()) {
        const id = ids[Math.floor(i / inner)]!
        if (id >= 0) right[id * inner + (i % inner)]! += value
      }
      const [found] = await on('wasm', () =>
        tf.unsortedSegmentSum(tf.tensor2d(x, [rows, inner]), tf.tensor1d(ids, 'int32'), 1100),
      )
      for (const [i, value] of found!.values.entries())
        expect(Math.abs(value - right[i]!)).toBeLessThanOrEqual(1e-6 * right[i]!)
    }
  })

  it('leave nothing behind where a sum by segment fails', async () => {
    await tf.setBackend('wasm')
    const { wasm } = wasmBackend()
    const { _malloc } = wasm
    const x = tf.ones([3, 2], 'int32')
    const ids = tf.tensor1d([0, 1, 1], 'int32')
    tf.unsortedSegmentSum(x, ids, 2).dispose()
    const held = tf.engine().backend.numDataIds()
    let calls = 0
    wasm._malloc = (bytes) => {
      // The first is for x as float32.
      if (++calls > 1) throw new Error('no memory left')
      return _malloc(bytes)
    }
    try {
      expect(() => tf.unsortedSegmentSum(x, ids, 2)).toThrow('no memory left')
    } finally {
      wasm._malloc = _malloc
    }
    expect(tf.engine().backend.numDataIds()).toBe(held)
    tf.dispose([x, ids])
  })

  it('refuse ids that are not one a row', async () => {
    await tf.setBackend('wasm')
    expect(() => tf.unsortedSegmentSum(tf.zeros([3, 2]), tf.tensor1d([0, 1], 'int32'), 2)).toThrow(/one id a row/)
    for (const numSegments of [-1, 1.5, Number.NaN])
      expect(() =>
        tf
          .engine()
          .runKernel('UnsortedSegmentSum', { x: tf.ones([1]), segmentIds: tf.tensor1d([0], 'int32') }, { numSegments }),
      ).toThrow(`numSegments is ${numSegments}`)
  })
})

import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { on, useKernels, variants } from './support/backends.ts'
import { entries } from './support/entries.ts'

const dtypes = ['float32', 'int32', 'bool'] as const
const tensor = (shape: number[], dtype: 'float32' | 'int32' | 'bool'): tf.Tensor =>
  tf.tensor(
    Array.from(entries(tf.util.sizeFromShape(shape)), (value) => (dtype === 'float32' ? value : value > 0 ? 1 : 0)),
    shape,
    dtype,
  )

describe.each(variants)('slices, tiles and casts, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it('cut any block of any type as the cpu backend does', async () => {
    const drawn = fc
      .array(fc.tuple(fc.nat(3), fc.nat(5), fc.nat(3)), { minLength: 1, maxLength: 5 })
      .chain((axes) => fc.tuple(fc.constant(axes), fc.constantFrom(...dtypes)))
    await fc.assert(
      fc.asyncProperty(drawn, async ([axes, dtype]) => {
        const shape = axes.map(([before, size, after]) => before + size + after)
        const work = (): tf.Tensor =>
          tf.slice(
            tensor(shape, dtype),
            axes.map(([before]) => before),
            axes.map(([, size]) => size),
          )
        expect(await on('wasm', work)).toEqual(await on('cpu', work))
      }),
      { numRuns: 60 },
    )
  })

  it('cut long runs, and refuse what is not there', async () => {
    const work = (): tf.Tensor[] => [
      tf.slice(tensor([3, 700], 'float32'), [1, 0], [2, 700]),
      tf.slice(tensor([4, 700], 'float32'), [0, 100], [3, 555]),
    ]
    expect(await on('wasm', work)).toEqual(await on('cpu', work))
    await tf.setBackend('wasm')
    expect(() => tf.slice(tf.zeros([3, 4]), [1, 2], [1, 3])).toThrow()
  })

  it('repeat along any axes as the cpu backend does', async () => {
    const drawn = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 4 })
      .chain((axes) => fc.tuple(fc.constant(axes), fc.constantFrom(...dtypes)))
    await fc.assert(
      fc.asyncProperty(drawn, async ([axes, dtype]) => {
        const work = (): tf.Tensor =>
          tf.tile(
            tensor(
              axes.map(([extent]) => extent),
              dtype,
            ),
            axes.map(([, times]) => times),
          )
        expect(await on('wasm', work)).toEqual(await on('cpu', work))
      }),
      { numRuns: 60 },
    )
  })

  it('repeat an empty tensor to an empty one', async () => {
    const [found] = await on('wasm', () => tf.tile(tf.zeros([0, 3]), [2, 2]))
    expect(found).toMatchObject({ shape: [0, 6], values: [] })
  })

  it('cast to and from every type as the cpu backend does, NaN and infinities included', async () => {
    const values = [Number.NaN, Infinity, -Infinity, 0, -0, 0.5, -1, 256, 3.7]
    const work = (): tf.Tensor[] => [
      tf.cast(tf.tensor1d(values), 'bool'),
      tf.cast(tf.tensor1d(values), 'int32'),
      tf.cast(tf.tensor1d(values), 'float32'),
      tf.cast(tf.tensor1d([256, 0, -7], 'int32'), 'bool'),
      tf.cast(tf.tensor1d([true, false]), 'float32'),
    ]
    expect(await on('wasm', work)).toEqual(await on('cpu', work))
  })
})

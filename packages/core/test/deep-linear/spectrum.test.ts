import fc from 'fast-check'
import { expect, test } from 'vitest'
import { singularValues } from '../../src/deep-linear/index.ts'
import { relativeError } from '../support/golden.ts'

const shaped = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([rows, columns]) =>
  fc.record({
    rows: fc.constant(rows),
    matrix: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: rows * columns,
      maxLength: rows * columns,
    }),
  }),
)

test('singular values scale with the matrix, from the smallest normal numbers to the largest', () => {
  fc.assert(
    fc.property(shaped, fc.constantFrom(-970, -600, -300, 300, 600, 1018), ({ rows, matrix }, power) => {
      // Entries on a grid of 2^−52, so that none is rounded below the range of normal doubles.
      const even = matrix.map((entry) => Math.round(entry * 2 ** 52) / 2 ** 52)
      const scaled = singularValues(
        even.map((entry) => entry * 2 ** power),
        rows,
      )
      const plain = singularValues(even, rows)
      const largest = plain[0]
      plain.forEach((value, k) => {
        expect(Math.abs(scaled[k] / 2 ** power - value)).toBeLessThanOrEqual(1e-14 * largest)
      })
    }),
    { numRuns: 500 },
  )
})

test('they are finite at 1e308 and right at 1e-308 and at the smallest number there is', () => {
  expect(relativeError(singularValues([3e307, 0, 0, -1e308], 2), [1e308, 3e307])).toBeLessThan(1e-15)
  expect(relativeError(singularValues([5e307, 5e307, 5e307, 5e307], 2), [1e308, 0])).toBeLessThan(1e-15)
  expect(relativeError(singularValues([3e-308, 0, 0, -4e-308], 2), [4e-308, 3e-308])).toBeLessThan(1e-15)
  expect(Array.from(singularValues([Number.MIN_VALUE, 0, 0, 0], 2))).toEqual([Number.MIN_VALUE, 0])
})

test('a value beyond the range of doubles is Infinity', () => {
  expect(singularValues([1e308, 1e308, 1e308, 1e308], 2)[0]).toBe(Infinity)
})

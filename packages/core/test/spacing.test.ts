import { expect, test } from 'vitest'
import { LazyrichError } from '../src/index.ts'
import { linearSpaced, logSpaced } from '../src/port/index.ts'

test('numbers are spaced evenly, or by a common factor', () => {
  expect(linearSpaced(-1, 1, 5)).toEqual([-1, -0.5, 0, 0.5, 1])
  expect(linearSpaced(3, 4, 1)).toEqual([3])
  expect(logSpaced(0.1, 10, 3)).toEqual([0.1, 1, 10])
})

test('also where their distance is larger than the largest number', () => {
  expect(linearSpaced(-1.5e308, 1.5e308, 5)).toEqual([-1.5e308, -0.75e308, 0, 0.75e308, 1.5e308])
})

test.each<[() => unknown, string]>([
  [() => linearSpaced(0, Number.NaN, 2), 'last is NaN: a finite number is accepted'],
  [() => linearSpaced(0, 1, 1.5), 'count is 1.5: a whole number ≥ 1 is accepted'],
  [() => logSpaced(0, 1, 2), 'first is 0: a finite number > 0 is accepted'],
])('what cannot be spaced is refused by name (%#)', (call, message) => {
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow(message)
})

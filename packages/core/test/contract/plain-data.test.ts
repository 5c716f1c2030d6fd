import { expect, test } from 'vitest'
import { copyOf, differenceOf } from '../../src/contract/plain-data.ts'

test('a copy holds each array as its own type, in memory of its own', () => {
  const state = { W: Float64Array.of(1, -0), w: Float32Array.of(0.1, Number.NaN) }
  const copy = copyOf(state)
  expect(copy).toEqual(state)
  state.W.fill(7)
  state.w.fill(7)
  expect(copy).toEqual({ W: Float64Array.of(1, -0), w: Float32Array.of(0.1, Number.NaN) })
})

test.each([
  ['shared single precision', new Float32Array(new SharedArrayBuffer(8)), 'an array with shared memory'],
  ['integers', new Int32Array(2), 'a Int32Array'],
])('%s cannot be copied', (_, w, said) => {
  expect(() => copyOf({ state: { w } })).toThrow(`state.w is ${said}: plain data is accepted`)
})

test.each([
  [Float32Array.of(1, 2), Float32Array.of(1, 2), undefined],
  [Float32Array.of(1, Number.NaN), Float32Array.of(1, Number.NaN), undefined],
  [Float32Array.of(1, -0), Float32Array.of(1, 0), 'w[1] is −0, not 0'],
  [Float32Array.of(1, 2), Float32Array.of(1), 'w is a Float32Array of 2, not a Float32Array of 1'],
  [Float64Array.of(1, 2), Float32Array.of(1, 2), 'w is a Float64Array of 2, not a Float32Array of 2'],
  [Float32Array.of(1, 2), Float64Array.of(1, 2), 'w is a Float32Array of 2, not a Float64Array of 2'],
  [Float32Array.of(1, 2), [1, 2], 'w is a Float32Array of 2, not a record'],
])('%o and %o differ where they do, the same numbers of another type included', (actual, expected, said) => {
  expect(differenceOf({ w: actual }, { w: expected })).toBe(said)
})

import { expect, test } from 'vitest'
import { LazyrichError, permutation, randomStream, unitVector, unitVectors } from '../../src/random/index.ts'

const random = randomStream(0, 'student')

test('a vector of a million entries has length 1', () => {
  const x = new Float64Array(1e6)
  unitVector(random, x)
  expect(x.reduce((sum, entry) => sum + entry * entry, 0)).toBeCloseTo(1, 12)
})

test.each<[() => unknown, string]>([
  [() => unitVector(random, [0, 0] as never), 'into is a list of 2: a Float64Array, since it is written, is accepted'],
  [() => unitVector(random, new Float32Array(2) as never), 'into is of type Float32Array'],
  [
    () => unitVector(Math.random as never, new Float64Array(2)),
    'random is of type Function: a stream of randomStream is',
  ],
  [() => unitVectors(random, 1.5, 2), 'count is 1.5: a whole number from 0 to 4294967295 is accepted'],
  [() => unitVectors(random, 2, 0), 'length is 0: a whole number ≥ 1 is accepted'],
  [() => permutation(random, -1), 'count is -1: a whole number from 0 to 4294967295 is accepted'],
  [() => permutation({} as never, 2), 'random is of type Object: a stream of randomStream is accepted'],
])('what cannot be drawn is refused by name (%#)', (call, message) => {
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow(message)
})

import { describe, expect, test } from 'vitest'
import { exactLinear } from '../../src/two-layer-linear/index.ts'
import { relativeError } from '../support/golden.ts'
import { linearCases, problemOf } from '../support/linear-case.ts'

/** QᵀQ of the factors at every time. */
const grams = (factors: number[][][]): number[] =>
  factors.flatMap((Q) => Q[0].flatMap((_, i) => Q[0].map((__, j) => Q.reduce((sum, row) => sum + row[i] * row[j], 0))))

test('there are 10 reference cases, and 6 with long times', () => {
  expect(linearCases('wide-linear.json')).toHaveLength(10)
  expect(linearCases('wide-linear-long.json')).toHaveLength(6)
})

describe('β(t) of the closed form', () => {
  test.each(linearCases('wide-linear-long.json'))(
    '$hidden hidden, $outputs outputs, $inputs inputs, δ = $delta: agrees with 3,000-digit arithmetic to 1e-14, t = 300 included',
    (given) => {
      const { beta } = exactLinear(problemOf(given)).at(given.times)
      expect(relativeError(beta, given.beta.flat(2))).toBeLessThan(1e-14)
    },
  )

  test.each(linearCases('wide-linear.json'))(
    '$hidden hidden, $outputs outputs, $inputs inputs, δ = $delta: agrees with integration at 1e-13, and so do AᵀA and WᵀW',
    (given) => {
      const exact = exactLinear(problemOf(given))
      const { beta, readoutGram, inputGram } = exact.at(given.times)
      expect(exact.delta).toBeCloseTo(given.delta, 10)
      expect(relativeError(beta, given.beta.flat(2))).toBeLessThan(1e-10)
      expect(relativeError(readoutGram, grams(given.A!))).toBeLessThan(1e-10)
      expect(relativeError(inputGram, grams(given.W!))).toBeLessThan(1e-10)
    },
  )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neuronDelta, neuronFromBeta } from '../../src/single-neuron/index.ts'
import { power, uniform } from '../support/arbitrary-neuron.ts'

const entry = uniform(-10, 10).filter((x) => Math.abs(x) > 1e-3)
const delta = fc.tuple(fc.constantFrom(-1, 1), power(-12, 6)).map(([sign, size]) => sign * size)
const rates = fc.record({ a: power(-1, 1), w: power(-1, 1) })

test('a w is β to 1e-15 and δ is met to the rounding of its terms, for δ of either sign and any size', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), delta, rates, (beta, wanted, rate) => {
      const { a0: a, w0: w } = neuronFromBeta(beta, wanted, { learningRate: rate })
      expect(a).toBeGreaterThan(0)
      beta.forEach((b, j) => {
        expect(Math.abs(a * w[j] - b)).toBeLessThanOrEqual(1e-15 * Math.abs(b))
      })
      const terms = rate.w * a * a + rate.a * w.reduce((sum, x) => sum + x * x, 0)
      expect(Math.abs(neuronDelta({ a, w, learningRate: rate }) - wanted)).toBeLessThanOrEqual(1e-14 * terms)
    }),
    { numRuns: 1000 },
  )
})

test('β and δ of any size give finite numbers whose product is β', () => {
  fc.assert(
    fc.property(power(-200, 150), delta, power(0, 6), fc.constantFrom(1, -1), (size, wanted, more, sign) => {
      const { a0: a, w0: w } = neuronFromBeta([3 * size, -4 * size], sign * wanted * more)
      expect(w.every(Number.isFinite)).toBe(true)
      expect(Math.abs((a * w[0]) / (3 * size) - 1)).toBeLessThanOrEqual(1e-15)
      expect(Math.abs((a * w[1]) / (4 * size) + 1)).toBeLessThanOrEqual(1e-15)
    }),
    { numRuns: 1000 },
  )
  expect(neuronFromBeta([0, 0], 4)).toEqual({ a0: 2, w0: new Float64Array(2), learningRate: { a: 1, w: 1 } })
})

test('sign −1 gives the mirror image', () => {
  const one = neuronFromBeta([1, -2], 0.5)
  const other = neuronFromBeta([1, -2], 0.5, { sign: -1 })
  expect(other.a0).toBe(-one.a0)
  expect([...other.w0]).toEqual([...one.w0].map((x) => -x))
})

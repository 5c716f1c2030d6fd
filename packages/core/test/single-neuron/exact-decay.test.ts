import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decayOf, decays, rateOf } from '../../src/single-neuron/exact/decay.ts'
import { power, uniform } from '../support/arbitrary-neuron.ts'
import { decayOfFixed, fixed, ONE_FIXED, relativeDifference, times } from '../support/fixed-point.ts'

const ULP = 2 ** -52

function decaysAt(rate: { hi: number; lo: number }, t: number): { E: number; rest: number } {
  const [E, rest] = [new Float64Array(1), new Float64Array(1)]
  decays(rateOf(rate), Float64Array.of(t), 1, E, rest)
  return { E: E[0], rest: rest[0] }
}

test('e^{−rate·t} and 1 − e^{−rate·t} are within 1 ulp of the exact values for the exact product', () => {
  fc.assert(
    fc.property(uniform(0.5, 4), uniform(-1, 1), fc.oneof(power(-12, 2.2), uniform(0, 160)), (hi, unit, t) => {
      const lo = unit * 2 ** -54 * hi
      const x = times(fixed(hi) + fixed(lo), fixed(t))
      fc.pre(x > 0n && hi * t < 690)
      const exact = decayOfFixed(x)
      const { E, rest } = decaysAt({ hi, lo }, t)
      expect(Math.abs(relativeDifference(fixed(E), exact))).toBeLessThanOrEqual(ULP)
      expect(Math.abs(relativeDifference(fixed(rest), ONE_FIXED - exact))).toBeLessThanOrEqual(1.5 * ULP)
    }),
    { numRuns: 500 },
  )
})

test('where the product is exact, the exponential agrees with Math.exp and Math.expm1 to 2 ulp', () => {
  fc.assert(
    fc.property(fc.oneof(power(-15, 2.8), uniform(1e-3, 700)), (t) => {
      const { E, rest } = decaysAt({ hi: 1, lo: 0 }, t)
      expect(Math.abs(E / Math.exp(-t) - 1)).toBeLessThanOrEqual(2 * ULP)
      expect(Math.abs(rest / -Math.expm1(-t) - 1)).toBeLessThanOrEqual(2 * ULP)
    }),
    { numRuns: 3000 },
  )
})

test('every entry of the table is met, and each is within 1 ulp', () => {
  for (let k = 0; k < 1024; k++) {
    const t = (k / 256) * Math.LN2
    const exact = decayOfFixed(fixed(t))
    expect(
      Math.abs(relativeDifference(fixed(decaysAt({ hi: 1, lo: 0 }, t).E), exact)),
      `step ${k}`,
    ).toBeLessThanOrEqual(ULP)
  }
})

test('beyond the range of doubles the exponential is 0, and 1 less it is 1', () => {
  expect(decaysAt({ hi: 1, lo: 0 }, 746)).toEqual({ E: 0, rest: 1 })
  expect(decaysAt({ hi: 1, lo: 0 }, 2 ** 900)).toEqual({ E: 0, rest: 1 })
})

test('at rate 0 nothing decays', () => {
  expect(decaysAt({ hi: 0, lo: 0 }, 1e12)).toEqual({ E: 1, rest: 0 })
})

test('with its exponent kept apart the exponential has all its digits beyond the range of doubles', () => {
  fc.assert(
    fc.property(uniform(0.5, 1), uniform(700, 950), (rate, t) => {
      const { mantissa, exponent } = decayOf(rateOf({ hi: rate, lo: 0 }), t)
      const exact = decayOfFixed(times(fixed(rate), fixed(t)))
      const scaled = exact << BigInt(-exponent)
      expect(Math.abs(relativeDifference(fixed(mantissa), scaled))).toBeLessThanOrEqual(1.5 * ULP)
    }),
    { numRuns: 100 },
  )
})

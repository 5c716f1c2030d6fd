import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  add,
  divide,
  exactDot,
  exponentOf,
  multiply,
  type Pair,
  scaleByPower,
  squareRoot,
  upperHalf,
} from '../../src/single-neuron/exact/double-double.ts'
import { power, uniform } from '../support/arbitrary-neuron.ts'
import { fixed, relativeDifference, times } from '../support/fixed-point.ts'

const exactly = ({ hi, lo }: Pair): bigint => fixed(hi) + fixed(lo)
const signed = fc.tuple(power(-30, 30), fc.constantFrom(1, -1)).map(([size, sign]) => size * sign)
const pair = fc.tuple(signed, uniform(-1, 1)).map(([hi, unit]): Pair => ({ hi, lo: unit * 2 ** -54 * hi }))
const positive = pair.map(({ hi, lo }): Pair => (hi < 0 ? { hi: -hi, lo: -lo } : { hi, lo }))
const runs = { numRuns: 2000 }

test('sums of pairs are exact to 2⁻¹⁰⁴ of their terms', () => {
  fc.assert(
    fc.property(pair, pair, (x, y) => {
      const error = exactly(add(x, y)) - (exactly(x) + exactly(y))
      const terms = fixed(Math.abs(x.hi)) + fixed(Math.abs(y.hi))
      expect(Math.abs(relativeDifference(terms + error, terms))).toBeLessThanOrEqual(2 ** -104)
    }),
    runs,
  )
})

test('products and quotients of pairs are exact to 2⁻¹⁰², roots to 2⁻¹⁰²', () => {
  fc.assert(
    fc.property(pair, pair, positive, (x, y, z) => {
      const product = relativeDifference(exactly(multiply(x, y)), times(exactly(x), exactly(y)))
      const quotient = relativeDifference(times(exactly(divide(x, y)), exactly(y)), exactly(x))
      const root = exactly(squareRoot(z))
      const square = relativeDifference(times(root, root), exactly(z))
      expect(Math.max(Math.abs(product), Math.abs(quotient), Math.abs(square) / 2)).toBeLessThanOrEqual(2 ** -102)
    }),
    runs,
  )
})

test('x/x is 1 and √x² is x, without a rest', () => {
  fc.assert(
    fc.property(positive, (x) => {
      expect(divide(x, x)).toEqual({ hi: 1, lo: 0 })
      expect(squareRoot(multiply({ hi: x.hi, lo: 0 }, { hi: x.hi, lo: 0 }))).toEqual({ hi: x.hi, lo: 0 })
    }),
    runs,
  )
})

test('a dot product keeps what its terms leave of each other', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(signed, signed), { minLength: 1, maxLength: 20 }), (entries) => {
      const [x, y] = [entries.map(([left]) => left), entries.map(([, right]) => right)]
      const { value, size } = exactDot([...x, ...x], [...y, ...y.map((entry) => -entry * (1 + 2 ** -40))])
      const expected = x.reduce(
        (sum, entry, i) => sum + times(fixed(entry), fixed(y[i]) + fixed(-y[i] * (1 + 2 ** -40))),
        0n,
      )
      const terms = fixed(size)
      expect(Math.abs(relativeDifference(terms + exactly(value) - expected, terms))).toBeLessThanOrEqual(2 ** -98)
    }),
    runs,
  )
})

test('the upper half of a double has 26 bits, the rest 26 and a sign', () => {
  fc.assert(
    fc.property(signed, (x) => {
      const upper = upperHalf(x)
      const step = 2 ** (exponentOf(upper) - 26)
      expect(upper / step).toBe(Math.round(upper / step))
      expect(Math.abs(x - upper)).toBeLessThanOrEqual(step)
    }),
    runs,
  )
})

test('scaling by powers of two is halving and doubling, to the ends of the range', () => {
  for (const x of [1, -1.7, 0, 3e300, 2.5e-308, Number.MIN_VALUE]) {
    for (let exponent = 0, doubled = x; exponent <= 2200; exponent++, doubled *= 2)
      expect(scaleByPower(x, exponent)).toBe(doubled)
    // Exact while the result is a normal number; below that it is rounded.
    for (let exponent = 0, halved = x; Math.abs(halved) >= 2 ** -1022; exponent--, halved /= 2)
      expect(scaleByPower(x, exponent)).toBe(halved)
    expect(scaleByPower(x, -2200)).toBe(x * 0)
  }
  expect(scaleByPower(1.5, -1074) / Number.MIN_VALUE).toBe(2)
  expect(exponentOf(Number.MIN_VALUE)).toBe(-1074)
  expect(exponentOf(-8)).toBe(3)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { integrate } from '../../src/integrate/index.ts'
import { exactLinear, hyperbolicEntropy, hyperbolicMirror, linearFromBeta } from '../../src/two-layer-linear/index.ts'

const unbalance = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.boolean()).map(([p, up]) => (up ? 1 : -1) * 10 ** p)
const sigma = fc.tuple(fc.double({ min: 0.1, max: 9 }), fc.integer({ min: -8, max: 8 })).map(([x, p]) => x * 10 ** p)

test('the mirror map and its inverse undo each other', () => {
  fc.assert(
    fc.property(sigma, unbalance, (s, delta) => {
      expect(hyperbolicMirror(hyperbolicEntropy(s, delta).gradient, delta) / s).toBeCloseTo(1, 8)
    }),
  )
})

const anySize = fc.double({ min: -300, max: 300, noNaN: true }).map((p) => 10 ** p)

test('mirror map and inverse undo each other over the whole range of doubles', () => {
  fc.assert(
    fc.property(anySize, anySize, fc.boolean(), (size, delta, up) => {
      fc.pre(size / delta > 1e-307) // below, θ = σ/|δ| itself is too small for a double
      const s = up ? size : -size
      const theta = hyperbolicEntropy(s, delta).gradient
      expect(Math.abs(hyperbolicMirror(theta, delta) - s) / size).toBeLessThan(1e-13 * (1 + Math.abs(theta)))
    }),
    { numRuns: 3000 },
  )
})

test('σ is infinite only where it is beyond the range of doubles', () => {
  expect(hyperbolicMirror(700, 1e-300) / 2.571666652129973e307).toBeCloseTo(1, 14) // ¼e¹⁴⁰⁰ · 1e-300, in 40 digits
  expect(hyperbolicMirror(-700, 1e-300)).toBe(-hyperbolicMirror(700, 1e-300))
  expect(hyperbolicMirror(720, Number.MIN_VALUE) / 2.990739634743065e301).toBeCloseTo(1, 14)
  expect(hyperbolicMirror(hyperbolicEntropy(1e300, 1e-10).gradient, 1e-10) / 1e300).toBeCloseTo(1, 11)
  expect(hyperbolicMirror(700, 1)).toBe(Infinity)
  expect(hyperbolicMirror(1e308, Number.MIN_VALUE)).toBe(Infinity)
})

test('value, gradient and curvature scale as they should up to the ends of the range', () => {
  const cases = [
    [1, 2],
    [1, 1e-3],
    [0.25, 1e3],
  ]
  for (const [s, delta] of cases)
    for (const power of [-1000, 1010, 1012]) {
      const c = 2 ** power
      const [near, far] = [hyperbolicEntropy(s, delta), hyperbolicEntropy(c * s, c * delta)]
      expect(far.gradient).toBe(near.gradient)
      expect(far.curvature * c).toBeCloseTo(near.curvature, 14)
      expect(far.value / c / near.value).toBeCloseTo(1, 14)
    }
  expect(hyperbolicEntropy(Number.MAX_VALUE, Number.MAX_VALUE).gradient).toBeCloseTo(Math.asinh(2) / 2, 15)
  expect(hyperbolicEntropy(Number.MAX_VALUE, 1).gradient).toBeCloseTo(
    (Math.log(4) + Math.log(Number.MAX_VALUE)) / 2,
    10,
  )
})

test('gradient and curvature are the derivatives of the value', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 9, noNaN: true }),
      fc.double({ min: 0.1, max: 9, noNaN: true }),
      (s, delta) => {
        const h = 1e-3 * s
        const [before, now, after] = [-h, 0, h].map((step) => hyperbolicEntropy(s + step, delta))
        expect((after.value - before.value) / (2 * h) / now.gradient).toBeCloseTo(1, 5)
        expect((after.gradient - before.gradient) / (2 * h) / now.curvature).toBeCloseTo(1, 5)
      },
    ),
  )
})

test('it is even, positive, and finite where 2σ/|δ| is not', () => {
  const entropy = hyperbolicEntropy(-3, 0.5)
  expect(entropy.value).toBe(hyperbolicEntropy(3, -0.5).value)
  expect(entropy.value).toBeGreaterThan(0)
  expect(hyperbolicEntropy(1e300, 1e-300).gradient).toBeCloseTo(0.5 * (Math.log(4) + 600 * Math.log(10)), 8) // NaN or ∞ without care
})

test('ℓ² for large |δ|: σ²/(2|δ|); ℓ¹-like for small: two modes of half the size cost more than one', () => {
  expect(hyperbolicEntropy(1, 1e8).value * 2e8).toBeCloseTo(1, 12)
  const cost = (sizes: number[], delta: number) => sizes.reduce((sum, s) => sum + hyperbolicEntropy(s, delta).value, 0)
  // For ℓ² the ratio is ½, for ℓ¹ it is 1.
  expect(cost([0.5, 0.5], 1e3) / cost([1], 1e3)).toBeCloseTo(0.5, 5)
  expect(cost([0.5, 0.5], 1e-9) / cost([1], 1e-9)).toBeGreaterThan(0.96)
})

test.each([-2, -0.01, 0.3, 5])('δ = %d: aligned singular values of the closed form follow the mirror flow', (delta) => {
  const shape = { hidden: 2, inputs: 2, outputs: 2 }
  const target = [2, 0, 0, 0.7]
  const { A0, W0 } = linearFromBeta([0.1, 0, 0, 0.3], delta, shape)
  const times = [0.2, 1, 4]
  const { beta } = exactLinear({ hidden: 2, A0, W0, target }).at(times)
  const mirror = integrate(
    (_t, y, into) => {
      into[0] = target[0] - hyperbolicMirror(y[0], delta)
      into[1] = target[3] - hyperbolicMirror(y[1], delta)
    },
    [0.1, 0.3].map((s) => hyperbolicEntropy(s, delta).gradient),
    times,
    { rtol: 1e-11, atol: 1e-13 },
  ).states
  times.forEach((_, n) => {
    expect(beta[4 * n]).toBeCloseTo(hyperbolicMirror(mirror[2 * n], delta), 8)
    expect(beta[4 * n + 3]).toBeCloseTo(hyperbolicMirror(mirror[2 * n + 1], delta), 8)
    expect(Math.abs(beta[4 * n + 1])).toBeLessThan(1e-14)
  })
})

test('δ = 0 is refused', () => {
  expect(() => hyperbolicEntropy(1, 0)).toThrow('delta is 0: a number ≠ 0 is accepted')
  expect(() => hyperbolicMirror(1, 0)).toThrow('delta is 0')
})

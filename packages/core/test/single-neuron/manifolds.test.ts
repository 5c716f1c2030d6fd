import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  equalBetaCurve,
  equalDeltaCurve,
  equalDeltaSurface,
  neuronDelta,
  neuronFromBeta,
} from '../../src/single-neuron/index.ts'
import { power, uniform } from '../support/arbitrary-neuron.ts'

const rates = fc.record({ a: power(-3, 3), w: power(-3, 3) })
const anyDelta = fc.tuple(fc.constantFrom(1, -1, 0), power(-12, 12)).map(([sign, size]) => sign * size)

test('every point of the surface has the δ that was asked for, and lies on the curve turned about the a-axis', () => {
  fc.assert(
    fc.property(anyDelta, power(-3, 6), rates, (delta, extent, rate) => {
      const curve = equalDeltaCurve(delta, extent, 4, { learningRate: rate })
      const surface = equalDeltaSurface(delta, extent, { along: 4, around: 5 }, { learningRate: rate })
      const sheets = delta < 0 ? 1 : 2
      expect(curve.shape).toEqual([sheets, 4, 2])
      expect(surface.shape).toEqual([sheets, 4, 5, 3])
      expect(surface.points).toHaveLength(sheets * 4 * 5 * 3)
      for (let p = 0; p < sheets * 4 * 5; p++) {
        const [a, ...w] = surface.points.subarray(3 * p, 3 * p + 3)
        const [readout, size] = curve.points.subarray(2 * Math.floor(p / 5))
        const squared = rate.w * a * a + rate.a * Math.hypot(...w) ** 2
        expect(Math.abs(neuronDelta({ a, w, learningRate: rate }) - delta)).toBeLessThanOrEqual(
          1e-14 * (squared + Math.abs(delta)),
        )
        expect(readout).toBe(a)
        expect(Math.abs(Math.hypot(...w) - size)).toBeLessThanOrEqual(1e-15 * size)
      }
    }),
    { numRuns: 300 },
  )
})

test('two sheets apart upstream, two that touch at δ = 0, one downstream', () => {
  const readouts = (delta: number): number[] => {
    const { points } = equalDeltaCurve(delta, 2, 3)
    return [...points].filter((_, p) => p % 2 === 0).map((a) => Number(a.toFixed(2)) + 0)
  }
  expect(readouts(1)).toEqual([1, 1.41, 2.24, -1, -1.41, -2.24])
  expect(readouts(0)).toEqual([0, 1, 2, 0, -1, -2])
  expect(readouts(-1)).toEqual([-2, 0, 2])
})

test('around closes: first and last are the same point', () => {
  const { points } = equalDeltaSurface(-1, 2, { along: 2, around: 4 })
  expect(points.slice(0, 3)).toEqual(points.slice(9, 12))
})

test('every point of an equal-β curve gives β back, and it meets the surface of δ at the start from β', () => {
  fc.assert(
    fc.property(
      fc.array(uniform(-2, 2), { minLength: 1, maxLength: 3 }),
      power(-3, 3),
      uniform(-4, 4),
      (beta, a, delta) => {
        fc.pre(Math.hypot(...beta) > 0.1)
        const { points, shape } = equalBetaCurve(beta, [a, -a])
        expect(shape).toEqual([2, 1 + beta.length])
        beta.forEach((entry, j) => {
          expect(points[0] * points[1 + j]).toBeCloseTo(entry, 12)
          expect(points[1 + beta.length] * points[2 + beta.length + j]).toBeCloseTo(entry, 12)
        })
        const { a0, w0 } = neuronFromBeta(beta, delta)
        const meeting = equalBetaCurve(beta, [a0]).points
        expect(neuronDelta({ a: meeting[0], w: meeting.subarray(1) })).toBeCloseTo(delta, 10)
        expect([...meeting.subarray(1)]).toEqual([...w0])
      },
    ),
    { numRuns: 500 },
  )
  expect([...equalBetaCurve([0, 0], [2]).points]).toEqual([2, 0, 0])
})

test('bad input is refused by name', () => {
  expect(() => equalDeltaCurve(Number.NaN, 1, 3)).toThrow('delta is NaN')
  expect(() => equalDeltaCurve(1, 0, 3)).toThrow('extent is 0: a finite number > 0 is accepted')
  expect(() => equalDeltaCurve(1, 1, 1)).toThrow('count is 1: a whole number ≥ 2 is accepted')
  expect(() => equalDeltaSurface(1, 1, { along: 2.5, around: 4 })).toThrow('count.along is 2.5')
  expect(() => equalDeltaSurface(1, 1, { along: 2, around: 1 })).toThrow('count.around is 1')
  expect(() => equalDeltaSurface(1, 1, { along: 2, around: 4 }, { learningRate: { a: 1, w: 0 } })).toThrow(
    'learningRate.w is 0',
  )
  expect(() => equalBetaCurve([], [1])).toThrow('beta is empty')
  expect(() => equalBetaCurve([1], [1, 0])).toThrow('readouts[1] is 0')
  expect(() => equalBetaCurve([Number.NaN], [1])).toThrow('beta[0] is NaN')
})

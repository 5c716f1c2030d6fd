import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  neuronDelta,
  neuronFromBeta,
  neuronPreconditioner,
  neuronPreconditionerOfBeta,
  neuronWhitenedFlow,
} from '../../src/single-neuron/index.ts'
import { moderateProblem, power, uniform } from '../support/arbitrary-neuron.ts'

const relative = (x: Float64Array, y: Float64Array): number =>
  Math.max(...x.map((entry, i) => Math.abs(entry - y[i]))) / Math.max(...x.map(Math.abs))

test('M moves β: β̇ = ȧw + aẇ is −M times the gradient', () => {
  fc.assert(
    fc.property(moderateProblem, ({ a0, w0, target, learningRate }) => {
      const d = w0.length
      const rate = new Float64Array(d + 1)
      neuronWhitenedFlow({ target, learningRate })(0, Float64Array.of(a0, ...w0), rate)
      const M = neuronPreconditioner({ a: a0, w: w0, learningRate })
      for (let i = 0; i < d; i++) {
        let pushed = 0
        for (let j = 0; j < d; j++) pushed -= M[i * d + j] * (a0 * w0[j] - target[j])
        expect(rate[0] * w0[i] + a0 * rate[i + 1]).toBeCloseTo(pushed, 10)
      }
    }),
    { numRuns: 500 },
  )
})

test('from β and δ it is the same matrix, to the last digits at any |δ| to 1e12', () => {
  fc.assert(
    fc.property(
      fc.array(uniform(-1, 1), { minLength: 1, maxLength: 4 }),
      power(-8, 8),
      fc.tuple(fc.constantFrom(1, -1, 0), power(-8, 12)),
      fc.record({ a: power(-3, 3), w: power(-3, 3) }),
      (direction, size, [sign, magnitude], rate) => {
        const beta = direction.map((entry) => entry * size)
        fc.pre(Math.hypot(...beta) > 0)
        const { a0, w0 } = neuronFromBeta(beta, sign * magnitude, { learningRate: rate })
        const M = neuronPreconditionerOfBeta(beta, sign * magnitude, { learningRate: rate })
        expect(relative(M, neuronPreconditioner({ a: a0, w: w0, learningRate: rate }))).toBeLessThanOrEqual(2e-15)
        // Off the diagonal nothing is added to η_a w_i w_j: every entry keeps its own digits.
        if (beta.length > 1) expect(M[1] / (rate.a * w0[0] * w0[1]) || 1).toBeCloseTo(1, 13)
      },
    ),
    { numRuns: 2000 },
  )
})

test('its limits are the regimes: δI, √(η_aη_w)‖β‖(I + β̂β̂ᵀ), |δ|β̂β̂ᵀ', () => {
  const beta = [0, 2]
  const close = (delta: number, expected: number[]): void => {
    const M = neuronPreconditionerOfBeta(beta, delta, { learningRate: { a: 4, w: 1 } })
    expect(relative(M, Float64Array.from(expected))).toBeLessThanOrEqual(1e-9)
  }
  close(1e12, [1e12, 0, 0, 1e12])
  close(0, [4, 0, 0, 8])
  close(-1e12, [0, 0, 0, 1e12])
})

test('at β = 0 it exists from (a, w), and from β where w is 0 too', () => {
  expect([...neuronPreconditioner({ a: 0, w: [1, 2] })]).toEqual([1, 2, 2, 4])
  expect(neuronDelta({ a: 2, w: [0, 0] })).toBe(4)
  expect([...neuronPreconditionerOfBeta([0, 0], 4)]).toEqual([4, 0, 0, 4])
  expect([...neuronPreconditionerOfBeta([0, 0], 0)]).toEqual([0, 0, 0, 0])
  expect(() => neuronPreconditionerOfBeta([0, 0], -4)).toThrow('beta is 0 with delta -4')
})

test('bad input is refused by name', () => {
  expect(() => neuronPreconditionerOfBeta([], 1)).toThrow('beta is empty')
  expect(() => neuronPreconditionerOfBeta([Number.NaN], 1)).toThrow('beta[0] is NaN')
  expect(() => neuronPreconditionerOfBeta([1], Number.NaN)).toThrow('delta is NaN')
  expect(() => neuronPreconditionerOfBeta([1], 1, { learningRate: { a: 1, w: -1 } })).toThrow('learningRate.w is -1')
  expect(() => neuronPreconditioner({ a: 1, w: [] })).toThrow('w is empty')
})

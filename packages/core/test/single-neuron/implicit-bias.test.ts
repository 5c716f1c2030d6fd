import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LazyrichError } from '../../src/index.ts'
import {
  downstreamLimit,
  flowNeuron,
  implicitBiasMinimizer,
  interpolatingLimit,
  mirrorPotential,
  neuronDelta,
  neuronFate,
  neuronFromBeta,
  upstreamLimit,
} from '../../src/single-neuron/index.ts'
import { power, uniform } from '../support/arbitrary-neuron.ts'
import { deficientProblem } from '../support/deficient-problem.ts'

const rates = fc.record({ a: power(-1, 1), w: power(-1, 1) })
const dot = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
  Array.from(x).reduce((sum, entry, j) => sum + entry * y[j], 0)
const product = ({ a, w }: { a: number; w: Float64Array }): Float64Array => w.map((entry) => a * entry)
const gap = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
  Math.hypot(...Array.from(x, (entry, j) => entry - y[j]))

/** The one-sample problem of Fig. 4b. */
const figure = { X: [0.5, 1], y: [1.1], beta0: [0.4, 0.05] }

test('the gradient of the potential is √(κ − δ) β̂: it agrees with differences of the value', () => {
  fc.assert(
    fc.property(
      fc.array(uniform(-2, 2), { minLength: 1, maxLength: 4 }),
      uniform(-4, 4),
      rates,
      (beta, delta, rate) => {
        fc.pre(Math.hypot(...beta) > 0.1)
        const { gradient, slope } = mirrorPotential(beta, delta, { learningRate: rate })
        expect(Math.hypot(...gradient)).toBeCloseTo(slope, 12)
        beta.forEach((_, j) => {
          const h = 1e-5
          const [more, less] = [h, -h].map(
            (step) =>
              mirrorPotential(
                beta.map((entry, k) => entry + (k === j ? step : 0)),
                delta,
                { learningRate: rate },
              ).value,
          )
          expect(Math.abs((more - less) / (2 * h) - gradient[j])).toBeLessThanOrEqual(1e-7 * (1 + slope))
        })
      },
    ),
    { numRuns: 500 },
  )
})

test('at equal rates the value is the paper’s', () => {
  for (const delta of [-3, -0.1, 0, 2]) {
    const kappa = Math.sqrt(delta * delta + 4 * 25)
    const value = ((kappa - 2 * delta) * Math.sqrt(kappa + delta)) / 3
    expect(mirrorPotential([3, 4], delta).value).toBeCloseTo(value, 11)
  }
})

test('theorem, closed-form limit and integrated flow end at the same β, a change of sign included', () => {
  let turned = 0
  let straight = 0
  fc.assert(
    fc.property(deficientProblem, (problem) => {
      const { a0, w0, X, y, learningRate } = problem
      fc.pre(Math.abs(a0) > 0.05)
      const { basin, limit } = neuronFate(problem)
      fc.pre(basin === 1 || basin === -1)
      const end = product(limit!)
      fc.pre(Math.hypot(...end) > 1e-2)
      const signChange = Math.sign(a0) !== basin
      const beta = implicitBiasMinimizer({
        X,
        y,
        beta0: w0.map((entry) => a0 * entry),
        delta: neuronDelta({ a: a0, w: w0, learningRate }),
        learningRate,
        signChange,
      })
      expect(gap(beta, end)).toBeLessThanOrEqual(1e-8 * Math.hypot(...end))
      const flow = flowNeuron(problem, [150, 300], { maxSteps: 20_000 })
      const [before, after] = [flow.at(0).beta, flow.at(1).beta]
      if (flow.reason !== 'complete' || gap(before, after) > 1e-9) return
      if (signChange) turned++
      else straight++
      expect(gap(beta, after)).toBeLessThanOrEqual(1e-7)
    }),
    { numRuns: 200 },
  )
  expect(straight).toBeGreaterThan(60)
  expect(turned).toBeGreaterThan(3)
})

test('the minimizer meets the constraint, and no other β that does has less', () => {
  fc.assert(
    fc.property(
      deficientProblem,
      uniform(-3, 3),
      fc.array(uniform(-1, 1), { minLength: 8, maxLength: 8 }),
      (problem, delta, noise) => {
        const { w0: beta0, X, y, learningRate } = problem
        const d = beta0.length
        fc.pre(Math.hypot(...beta0) > 0.1)
        const beta = implicitBiasMinimizer({ X, y, beta0, delta, learningRate })
        fc.pre(Math.hypot(...beta) > 1e-3)
        // A direction that X does not see: what upstreamLimit keeps of noise.
        const kept = upstreamLimit({ X, y: y.map(() => 0), beta0: noise.slice(0, d) })
        const linear = beta0.map(
          (entry) => (mirrorPotential(beta0, delta, { learningRate }).slope * entry) / Math.hypot(...beta0),
        )
        const objective = (at: Float64Array): number =>
          mirrorPotential(at, delta, { learningRate }).value - dot(linear, at)
        const least = objective(beta)
        for (const step of [1e-3, -1e-3, 0.1, -0.1, 1, -1]) {
          const other = beta.map((entry, j) => entry + step * kept[j])
          expect(objective(other)).toBeGreaterThanOrEqual(least - 1e-12 * (1 + Math.abs(least)))
        }
        const normal = (at: Float64Array): number[] =>
          Array.from({ length: d }, (_, k) =>
            y.reduce((sum, label, i) => sum + X[i * d + k] * (dot(X.slice(i * d, (i + 1) * d), at) - label), 0),
          )
        expect(Math.hypot(...normal(beta))).toBeLessThanOrEqual(1e-11)
      },
    ),
    { numRuns: 500 },
  )
})

test('far up- and downstream the interpolators of δ are the two limits', () => {
  fc.assert(
    fc.property(deficientProblem, rates, ({ w0: beta0, X, y }, learningRate) => {
      const d = beta0.length
      const pull = Array.from({ length: d }, (_, k) => y.reduce((sum, label, i) => sum + X[i * d + k] * label, 0))
      const overlap = dot(pull, beta0)
      const row = upstreamLimit({ X, y: y.map(() => 0), beta0 })
      const size = Math.hypot(...beta0.map((entry, j) => entry - row[j]))
      fc.pre(
        Math.abs(overlap) > 0.01 &&
          size > 0.1 &&
          Math.hypot(...upstreamLimit({ X, y, beta0: beta0.map(() => 0) })) < 10,
      )
      const end = (delta: number, sign: 1 | -1): Float64Array =>
        product(interpolatingLimit({ ...neuronFromBeta(beta0, delta, { learningRate }), X, y }, sign)!)
      const [up, down] = [upstreamLimit({ X, y, beta0 }), downstreamLimit({ X, y, beta0 })]
      // K and δ share their digits with ‖w_null‖²: beyond 1e8 the start itself no longer holds β₀.
      expect(gap(end(1e8, 1), up)).toBeLessThanOrEqual(1e-5 * Math.hypot(...up))
      expect(gap(end(-1e8, overlap > 0 ? 1 : -1), down)).toBeLessThanOrEqual(1e-4 * Math.hypot(...down))
      const off = (delta: number): number => gap(end(delta, 1), up)
      if (off(1e3) > 1e-9) expect(off(1e4)).toBeLessThan(off(1e3))
    }),
    { numRuns: 500 },
  )
})

test('far downstream the sign of a at the end is that of β₀ᵀXᵀy', () => {
  const X = [1, 0.4, 0, 0.3, -0.8, 0.5]
  const y = [0.7, -0.4]
  for (const beta0 of [
    [0.5, 0.2, -0.3],
    [-0.5, 0.4, 0.1],
    [0.1, -0.3, 0.8],
    [-0.2, -0.9, 0.4],
  ]) {
    const overlap = y.reduce((sum, label, i) => sum + label * dot(X.slice(3 * i, 3 * i + 3), beta0), 0)
    const { basin, limit } = neuronFate({ ...neuronFromBeta(beta0, -400), X, y })
    expect(basin).toBe(Math.sign(overlap))
    expect(gap(product(limit!), downstreamLimit({ X, y, beta0 }))).toBeLessThan(0.02)
  }
})

test('Fig. 4b: δ from −4 to 4 ends between the two limits, along the line of solutions', () => {
  const ends = [-4, -2, -1, 0, 1, 2, 4].map((delta) => implicitBiasMinimizer({ ...figure, delta }))
  for (const beta of ends) expect(0.5 * beta[0] + beta[1]).toBeCloseTo(1.1, 13)
  const first = [downstreamLimit(figure), ...ends, upstreamLimit(figure)].map((beta) => beta[0])
  expect(first).toEqual([...first].sort((x, y) => y - x))
  // One sample: downstream β keeps the direction of β₀.
  const down = downstreamLimit(figure)
  expect(down[1] / down[0]).toBeCloseTo(0.05 / 0.4, 14)
})

test('with β₀ in the row space, or 0, the end is the shortest solution', () => {
  for (const delta of [-2, 0, 3])
    expect(gap(implicitBiasMinimizer({ ...figure, beta0: [0.1, 0.2], delta }), [0.44, 0.88])).toBeLessThan(1e-14)
  for (const delta of [0, 3])
    expect(gap(implicitBiasMinimizer({ ...figure, beta0: [0, 0], delta }), [0.44, 0.88])).toBeLessThan(1e-14)
})

test('any δ to ±1e12 and any size of β₀ gives numbers', () => {
  fc.assert(
    fc.property(
      fc.tuple(fc.constantFrom(1, -1), power(-12, 12)),
      power(-8, 8),
      rates,
      ([sign, size], scale, learningRate) => {
        const beta0 = figure.beta0.map((entry) => entry * scale)
        const beta = implicitBiasMinimizer({ ...figure, beta0, delta: sign * size, learningRate })
        expect(beta.every(Number.isFinite)).toBe(true)
        const { value, gradient } = mirrorPotential(beta0, sign * size, { learningRate })
        expect(Number.isFinite(value) && gradient.every(Number.isFinite)).toBe(true)
      },
    ),
    { numRuns: 1000 },
  )
})

test('bad input is refused by name, and inputs stay as they are', () => {
  const frozen = { X: Object.freeze([0.5, 1]), y: Object.freeze([1.1]), beta0: Object.freeze([0.4, 0.05]) }
  expect(implicitBiasMinimizer({ ...frozen, delta: 1 })).toHaveLength(2)
  expect(() => implicitBiasMinimizer({ ...frozen, beta0: [0, 0], delta: -1 })).toThrow('beta is 0 with delta -1')
  expect(() => implicitBiasMinimizer({ ...frozen, X: [1], delta: -1 })).toThrow(
    new LazyrichError("X has length 1: 2 (y's length 1 times beta0's length 2, row by row) is accepted"),
  )
  expect(() => upstreamLimit({ ...frozen, beta0: [] })).toThrow('beta0 is empty')
  expect(() => upstreamLimit({ ...frozen, y: [] })).toThrow('y is empty')
  expect(() => downstreamLimit({ ...frozen, beta0: [Number.NaN, 1] })).toThrow('beta0[0] is NaN')
  expect(() => downstreamLimit({ X: [1, 0], y: [1], beta0: [0, 1] })).toThrow('perpendicular to Xᵀy')
  expect([...downstreamLimit({ X: [1, 0], y: [0], beta0: [0, 1] })]).toEqual([0, 0])
  expect(() => mirrorPotential([], 1)).toThrow('beta is empty')
  expect(() => mirrorPotential([0], -1)).toThrow('beta is 0 with delta -1')
  expect(() => mirrorPotential([1], Number.NaN)).toThrow('delta is NaN')
  expect(() => mirrorPotential([1], 1, { learningRate: { a: Number.NaN, w: 1 } })).toThrow('learningRate.a is NaN')
})

import { describe, expect, test } from 'vitest'
import {
  createIntegrator,
  dop853,
  dormandPrince,
  type Integrator,
  implicitExtrapolation,
  rungeKuttaChebyshev,
  type Solver,
} from '../../src/integrate/index.ts'
import { type KnownProblem, knownProblems, largestDifference } from '../support/problems.ts'

/** An integrator that takes whatever step it is asked for: tolerances that accept all, and a few steps to grow to it. */
function fixedStepIntegrator({ f, start }: KnownProblem, solver: Solver, width: number): Integrator {
  const integrator = createIntegrator(f, 0, start, { rtol: 1e50, atol: 1e50, solver })
  for (let last = 0; last < width / 6; ) {
    const before = integrator.t
    integrator.step(before + width / 5)
    last = integrator.t - before // several times the one before
  }
  return integrator
}

/** Largest error at the end of [0, length] in equal steps. */
function endError(problem: KnownProblem, solver: Solver, steps: number, length: number): number {
  const integrator = fixedStepIntegrator(problem, solver, length / steps)
  const [t0, y0] = [integrator.t, integrator.y.slice()]
  const before = integrator.counts.accepted
  for (let k = 1; k <= steps; k++) integrator.step(t0 + (length * k) / steps)
  expect(integrator.counts.accepted - before).toBe(steps)
  return largestDifference(integrator.y, problem.flow(y0, length))
}

/** Largest errors of one step of length h: inside, by the continuous extension, and at its end. */
function stepErrors(problem: KnownProblem, solver: Solver, h: number): { inside: number; end: number } {
  const integrator = fixedStepIntegrator(problem, solver, h)
  const [t0, y0] = [integrator.t, integrator.y.slice()]
  integrator.step(t0 + h)
  const into = new Float64Array(y0.length)
  let inside = 0
  for (const theta of [0.1, 0.3, 0.5, 0.7, 0.9]) {
    integrator.interpolate(t0 + theta * h, into)
    inside = Math.max(inside, largestDifference(into, problem.flow(y0, theta * h)))
  }
  return { inside, end: largestDifference(integrator.y, problem.flow(y0, h)) }
}

const [, oscillator, , neuron] = knownProblems

test.each([
  { solver: dormandPrince, length: 2, steps: 16 },
  { solver: dop853, length: 8, steps: 8 },
  { solver: implicitExtrapolation, length: 8, steps: 8 },
  { solver: rungeKuttaChebyshev, length: 2, steps: 64 },
])('$solver.name: halving the steps divides the error at the end by 2 to the order, $solver.order', (setting) => {
  const { solver, length, steps } = setting
  const ratio = endError(oscillator, solver, steps, length) / endError(oscillator, solver, 2 * steps, length)
  expect(Math.abs(Math.log2(ratio) - solver.order)).toBeLessThan(0.25)
})

test.each([
  { solver: dormandPrince, length: 2, steps: 32 },
  { solver: dop853, length: 8, steps: 32 },
  { solver: implicitExtrapolation, length: 8, steps: 16 },
  { solver: rungeKuttaChebyshev, length: 2, steps: 64 },
])('$solver.name: so it does on a nonlinear problem', ({ solver, length, steps }) => {
  const order = Math.log2(endError(neuron, solver, steps, length) / endError(neuron, solver, 2 * steps, length))
  expect(order).toBeGreaterThan(solver.order - 0.5)
  expect(order).toBeLessThan(solver.order + 1)
})

test.each([
  { solver: dormandPrince, h: 0.2 },
  { solver: dop853, h: 0.6 },
  { solver: implicitExtrapolation, h: 0.6 },
  { solver: rungeKuttaChebyshev, h: 0.1 },
])(
  '$solver.name: in between, of order $solver.denseOrder: the error within a step shrinks as h to one more',
  (setting) => {
    const { solver, h } = setting
    const [coarse, fine] = [stepErrors(oscillator, solver, h), stepErrors(oscillator, solver, h / 2)]
    expect(Math.abs(Math.log2(coarse.inside / fine.inside) - solver.denseOrder - 1)).toBeLessThan(0.45)
  },
)

describe.each(knownProblems)('$name', (problem) => {
  test('Dormand-Prince is of order 5 over a step: its error shrinks as h⁶', () => {
    const [coarse, fine] = [stepErrors(problem, dormandPrince, 0.4), stepErrors(problem, dormandPrince, 0.2)]
    const end = Math.log2(coarse.end / fine.end)
    expect(end).toBeGreaterThan(5.5)
    expect(end).toBeLessThan(7.2)
  })
})

test.each([dormandPrince, dop853])(
  '$name: the coefficients satisfy the row sums, and the weights those of the order',
  (tableau) => {
    const { a, c, e, extra = 0, order } = tableau
    a.forEach((row, i) => {
      expect(row.reduce((sum, entry) => sum + entry, 0)).toBeCloseTo(c[i], 13)
    })
    const weights = a[a.length - 1 - extra]
    for (let k = 1; k <= order; k++)
      expect(weights.reduce((sum, weight, j) => sum + weight * c[j] ** (k - 1), 0)).toBeCloseTo(1 / k, 13)
    expect(e.reduce((sum, entry) => sum + entry, 0)).toBeCloseTo(0, 13)
  },
)

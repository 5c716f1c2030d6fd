import { describe, expect, test } from 'vitest'
import { createIntegrator, dormandPrince, type Integrator } from '../../src/integrate/index.ts'
import { type KnownProblem, knownProblems, largestDifference } from '../support/problems.ts'

/** An integrator that takes whatever step it is asked for: tolerances that accept all, and a few steps to grow to it. */
function fixedStepIntegrator({ f, start }: KnownProblem): Integrator {
  const integrator = createIntegrator(f, 0, start, { rtol: 1e50, atol: 1e50 })
  for (let last = 0; last < 0.05; ) {
    const before = integrator.t
    integrator.step(Number.MAX_VALUE)
    last = integrator.t - before // ten times the one before
  }
  return integrator
}

/** Largest error at the end of [0, 2] in equal steps. */
function endError(problem: KnownProblem, steps: number): number {
  const integrator = fixedStepIntegrator(problem)
  const [t0, y0] = [integrator.t, integrator.y.slice()]
  const before = integrator.counts.accepted
  for (let k = 1; k <= steps; k++) integrator.step(t0 + (2 * k) / steps)
  expect(integrator.counts.accepted - before).toBe(steps)
  return largestDifference(integrator.y, problem.flow(y0, 2))
}

/** Largest errors of one step of length h: inside, by the continuous extension, and at its end. */
function stepErrors(problem: KnownProblem, h: number): { inside: number; end: number } {
  const integrator = fixedStepIntegrator(problem)
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

describe.each(knownProblems)('$name', (problem) => {
  test('halving the steps divides the error at the end by 2⁵', () => {
    const order = Math.log2(endError(problem, 16) / endError(problem, 32))
    expect(order).toBeGreaterThan(dormandPrince.order - 0.4)
    expect(order).toBeLessThan(dormandPrince.order + 1.2)
  })

  test('the continuous extension is of order 4: its error within a step shrinks as h⁵', () => {
    const [coarse, fine] = [stepErrors(problem, 0.2), stepErrors(problem, 0.1)]
    const inside = Math.log2(coarse.inside / fine.inside)
    expect(inside).toBeGreaterThan(4.6)
    expect(inside).toBeLessThan(6.2)
  })

  test('the solution itself is of order 5: its error over one step shrinks as h⁶', () => {
    const end = Math.log2(stepErrors(problem, 0.4).end / stepErrors(problem, 0.2).end)
    expect(end).toBeGreaterThan(5.5)
    expect(end).toBeLessThan(7.2)
  })
})

test('the coefficients satisfy the row sums, and the last row is the solution that is carried on', () => {
  const { a, c, e } = dormandPrince
  a.forEach((row, i) => {
    expect(row.reduce((sum, entry) => sum + entry, 0)).toBeCloseTo(c[i], 14)
  })
  expect(c.at(-1)).toBe(1)
  expect(e.reduce((sum, entry) => sum + entry, 0)).toBeCloseTo(0, 15)
})

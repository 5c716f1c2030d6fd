import { describe, expect, test } from 'vitest'
import { integrate } from '../../src/integrate/index.ts'
import { knownProblems, largestDifference, lotkaVolterra } from '../support/problems.ts'
import { preciseSolvers } from '../support/solvers.ts'

const times = [0, 0.5, 1, 2, 5]
const settings = preciseSolvers.flatMap((solver) =>
  knownProblems.map((problem) => ({ ...problem, solver, by: solver.name })),
)

describe.each(settings)('$by, $name', ({ f, start, flow, solver }) => {
  test.each([1e-5, 1e-7, 1e-9, 1e-11])('tolerance %d keeps the error within a hundred times of it', (tolerance) => {
    const { states, reached, reason } = integrate(f, start, times, { rtol: tolerance, atol: tolerance, solver })
    expect([reached, reason]).toEqual([times.length, 'complete'])
    const d = start.length
    times.forEach((t, i) => {
      const state = states.subarray(i * d, (i + 1) * d)
      expect(largestDifference(state, flow(start, t))).toBeLessThanOrEqual(100 * tolerance)
    })
  })

  test('a tolerance of 1e-9 costs more evaluations, and errs less, than one of 1e-5', () => {
    const end = [5]
    const [loose, tight] = [1e-5, 1e-9].map((tolerance) =>
      integrate(f, start, end, { rtol: tolerance, atol: tolerance, solver }),
    )
    expect(tight.counts.evaluations).toBeGreaterThan(loose.counts.evaluations)
    const exact = flow(start, 5)
    expect(largestDifference(tight.states, exact)).toBeLessThan(largestDifference(loose.states, exact))
  })
})

test('Lotka-Volterra at 1e-8 agrees with itself at 1e-13 and keeps its conserved quantity', () => {
  const end = [10]
  const { states } = integrate(lotkaVolterra, [1.5, 1], end, { rtol: 1e-8, atol: 1e-8 })
  const reference = integrate(lotkaVolterra, [1.5, 1], end, { rtol: 1e-13, atol: 1e-13 })
  expect(largestDifference(states, reference.states)).toBeLessThanOrEqual(1e-6)
  const conserved = ([x, y]: ArrayLike<number> & Iterable<number>): number => x - Math.log(x) + y - Math.log(y)
  expect(Math.abs(conserved(reference.states) - conserved([1.5, 1]))).toBeLessThanOrEqual(1e-11)
})

test('states at the times asked for do not depend on other times beyond the tolerance', () => {
  const { f, start } = knownProblems[1]
  const [few, many] = [[5], Array.from({ length: 51 }, (_, k) => k / 10)].map((list) =>
    integrate(f, start, list, { rtol: 1e-10, atol: 1e-10 }).states.slice(-2),
  )
  expect(largestDifference(few, many)).toBeLessThanOrEqual(1e-8)
})

import { expect, test } from 'vitest'
import { createIntegrator } from '../../src/integrate/index.ts'
import { knownProblems, largestDifference } from '../support/problems.ts'
import { preciseSolvers } from '../support/solvers.ts'

const settings = preciseSolvers.flatMap((solver) =>
  knownProblems.map((problem) => ({ ...problem, solver, by: solver.name })),
)

test.each(settings)('$by, $name: in between, the solution is as good as the tolerance asks', (setting) => {
  const { f, start, flow, solver } = setting
  const integrator = createIntegrator(f, 0, start, { rtol: 1e-9, atol: 1e-9, solver })
  const into = new Float64Array(start.length)
  while (integrator.t < 4) {
    const from = integrator.t
    expect(integrator.step(4)).toBe(true)
    for (const theta of [0.2, 0.5, 0.8]) {
      const time = from + theta * (integrator.t - from)
      integrator.interpolate(time, into)
      expect(largestDifference(into, flow(start, time))).toBeLessThanOrEqual(1e-6)
    }
  }
})

test.each(preciseSolvers)(
  '$name: at the ends of a step the solution in between is the state itself, to rounding',
  (solver) => {
    const { f, start } = knownProblems[1]
    const integrator = createIntegrator(f, 0, start, { solver })
    const into = new Float64Array(2)
    integrator.interpolate(0, into)
    expect([...into]).toEqual(start)
    for (let k = 0; k < 10; k++) {
      const [from, before] = [integrator.t, integrator.y.slice()]
      integrator.step(100)
      integrator.interpolate(from, into)
      expect(largestDifference(into, before)).toBeLessThanOrEqual(1e-14)
      integrator.interpolate(integrator.t, into)
      expect(largestDifference(into, integrator.y)).toBeLessThanOrEqual(1e-15)
    }
  },
)

import * as family from '../../src/integrate/index.ts'
import type { Call } from './hostile.ts'

const f = (...entries: number[]): Float64Array => Float64Array.from(entries)
const spring: family.RightHandSide = (_t, y, into) => {
  into[0] = y[1]!
  into[1] = -y[0]!
}
const settings = () => ({ rtol: 1e-5, atol: 1e-6, norm: 'components', jacobian: () => {} })
/** A solver where the place of one holds 0. */
const withSolver = (solver: unknown) => (solver === 0 ? family.dop853 : solver) as family.Solver
const begun = () => {
  const integrator = family.createIntegrator(spring, 0, [0, 1])
  integrator.step(1)
  return integrator
}
const stateOf = (integrator: family.Integrator) => {
  const done = integrator.step(Number.MAX_VALUE)
  return { done, ...integrator }
}

export const integration: readonly Call[] = [
  {
    name: 'integrate',
    run: (right, y0, times, options) => {
      const path = family.integrate(right, y0, times, options)
      return { ...path, first: path.at(0) }
    },
    args: () => [
      spring,
      f(0, 1),
      f(0.5, 0, 1),
      {
        ...settings(),
        maxSteps: 200,
        output: 'interpolate',
        events: [{ value: (_t: number, y: Float64Array) => y[0]! - 0.3, direction: 1, stop: false }],
        conserved: (y: Float64Array) => [y[0]! ** 2 + y[1]! ** 2],
        signal: { aborted: false },
      },
    ],
    whole: ['3.maxSteps'],
  },
  {
    name: 'integrate with a solver',
    run: (solver) => family.integrate(spring, [0, 1], [1], { solver: withSolver(solver) }),
    args: () => [0],
  },
  {
    name: 'integrate().at',
    run: (i) => family.integrate(spring, [0, 1], [1, 0.5]).at(i),
    args: () => [1],
    whole: ['0'],
  },
  {
    name: 'createIntegrator',
    run: (...args: [never, never, never, never]) => stateOf(family.createIntegrator(...args)),
    args: () => [spring, 0.5, f(0, 1), settings()],
  },
  {
    name: 'resumeIntegrator',
    run: (...args: [never, never, never]) => stateOf(family.resumeIntegrator(...args)),
    args: () => [spring, begun().state(), settings()],
    written: ['1'],
  },
  {
    name: 'createIntegrator().step',
    run: (limit) => {
      const integrator = begun()
      return { done: integrator.step(limit), ...integrator }
    },
    args: () => [2],
    anyNumber: ['0'],
  },
  {
    name: 'createIntegrator().interpolate',
    run: (time, into) => {
      begun().interpolate(time, into)
      return into
    },
    args: () => [1e-4, f(0, 0)],
    written: ['1'],
  },
]

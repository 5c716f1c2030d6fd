import { describe, expect, test } from 'vitest'
import { createIntegrator, type Integrator, resumeIntegrator } from '../../src/integrate/index.ts'
import { knownProblems, lotkaVolterra } from '../support/problems.ts'
import { solvers } from '../support/solvers.ts'

const problems = [
  ...knownProblems,
  { name: 'Lotka-Volterra', f: lotkaVolterra, start: [5, 0.2] },
  {
    name: 'a kick that forces rejections',
    f: (t: number, _y: Float64Array, into: Float64Array) => {
      into[0] = 1 / (1e-4 + (t - 1) ** 2)
    },
    start: [0],
  },
]
const settings = solvers.flatMap((solver) =>
  problems.map((problem) => ({ ...problem, options: { rtol: 1e-7, atol: 1e-9, solver }, solver: solver.name })),
)
const options = { rtol: 1e-7, atol: 1e-9 }

/** All that can be seen of the next `steps` steps: times, states, states in between, counts. */
function trace(integrator: Integrator, steps: number): unknown[] {
  const middle = new Float64Array(integrator.y.length)
  return Array.from({ length: steps }, () => {
    const before = integrator.t
    const ok = integrator.step(Number.MAX_VALUE)
    integrator.interpolate((before + integrator.t) / 2, middle)
    return [ok, integrator.t, [...integrator.y], [...middle], { ...integrator.counts }]
  })
}

describe.each(settings)('$solver, $name', ({ f, start, options }) => {
  test('resumed at any step, through a copy of its state, it goes on bit for bit, counts included', () => {
    for (let taken = 0; taken < 40; taken++) {
      const integrator = createIntegrator(f, 0, start, options)
      for (let k = 0; k < taken; k++) integrator.step(Number.MAX_VALUE)
      const resumed = resumeIntegrator(f, structuredClone(integrator.state()), options)
      expect(trace(resumed, 5), `resumed after ${taken} steps`).toEqual(trace(integrator, 5))
    }
  })

  test('taking its state changes nothing', () => {
    const [one, other] = [createIntegrator(f, 0, start, options), createIntegrator(f, 0, start, options)]
    for (let k = 0; k < 20; k++) {
      one.state()
      expect(trace(one, 1)).toEqual(trace(other, 1))
    }
  })

  test('a resumed integrator interpolates within the step that was last taken before', () => {
    const integrator = createIntegrator(f, 0, start, options)
    for (let k = 0; k < 10; k++) integrator.step(Number.MAX_VALUE)
    const before = integrator.t
    integrator.step(Number.MAX_VALUE)
    const resumed = resumeIntegrator(f, integrator.state(), options)
    const [one, other] = [new Float64Array(start.length), new Float64Array(start.length)]
    for (const theta of [0, 0.25, 0.5, 1]) {
      const time = before + theta * (integrator.t - before)
      integrator.interpolate(time, one)
      resumed.interpolate(time, other)
      expect(other).toEqual(one)
    }
  })
})

test('a state of another length is refused', () => {
  for (const { solver } of settings.map(({ options }) => options)) {
    const call = (): unknown => resumeIntegrator(lotkaVolterra, new Float64Array(12), { solver })
    expect(call).toThrow(`state has length 12: the length of a state of ${solver.name} is accepted`)
  }
})

test('resuming leaves the given state as it was', () => {
  const integrator = createIntegrator(lotkaVolterra, 0, [1.5, 1], options)
  integrator.step(1)
  const state = integrator.state()
  const copy = state.slice()
  trace(resumeIntegrator(lotkaVolterra, state, options), 5)
  expect(state).toEqual(copy)
})

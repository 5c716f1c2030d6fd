import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createIntegrator } from '../../src/integrate/index.ts'
import {
  type DataProblem,
  exactNeuron,
  flowNeuron,
  neuronFate,
  neuronWhitenedFlow,
  type WhitenedProblem,
} from '../../src/single-neuron/index.ts'
import { identity, moderateProblem, separation } from '../support/arbitrary-neuron.ts'
import { anyData, expectStates, integrated } from '../support/neuron-data.ts'

const times = [0, 0.1, 1, 4]

/** The same problem by data: X = I, y = β*. */
function onIdentity({ target, ...start }: Omit<WhitenedProblem, 'loss'>): DataProblem {
  return { ...start, X: identity(start.w0.length), y: target }
}

test('the closed form that answers for X = I agrees with an integration of the equations to 1e-9', () => {
  fc.assert(
    fc.property(moderateProblem, (problem) => {
      fc.pre(separation(problem) > 1e-2)
      const data = onIdentity(problem)
      expectStates(flowNeuron(data, times), integrated(data, times), 1e-9)
    }),
    { numRuns: 300 },
  )
})

test('for any X, rank-deficient too, the flow agrees with an integration of the equations by DOP853 to 1e-9', () => {
  fc.assert(
    fc.property(anyData, (problem) => {
      const flow = flowNeuron(problem, times)
      expect(flow.reason).toBe('complete')
      expectStates(flow, integrated(problem, times), 1e-9)
    }),
    { numRuns: 300 },
  )
})

test('the right-hand side for whitened input, stepped by hand, agrees with the closed form to 1e-9', () => {
  fc.assert(
    fc.property(moderateProblem, (problem) => {
      fc.pre(separation(problem) > 1e-2)
      const flow = neuronWhitenedFlow(problem)
      const integrator = createIntegrator(flow, 0, [problem.a0, ...problem.w0], { rtol: 1e-12, atol: 1e-14 })
      while (integrator.t < 3) expect(integrator.step(3)).toBe(true)
      const exact = exactNeuron(problem).at([3])
      const expected = [exact.a[0], ...exact.w]
      for (let i = 0; i < expected.length; i++)
        expect(Math.abs(integrator.y[i] - expected[i])).toBeLessThanOrEqual(1e-9)
    }),
    { numRuns: 200 },
  )
})

test('the limit for X = I is where the closed form is after a long time', () => {
  let compared = 0
  fc.assert(
    fc.property(moderateProblem, (problem) => {
      fc.pre(separation(problem) > 1e-3 && Math.hypot(...problem.target) > 0.05)
      const exact = exactNeuron(problem)
      const fate = neuronFate(onIdentity(problem))
      expect(fate.basin).toBe(exact.basin)
      const end = exact.at([1e6])
      expect(Math.abs(fate.limit!.a - end.a[0])).toBeLessThanOrEqual(1e-11)
      for (let j = 0; j < end.w.length; j++) expect(Math.abs(fate.limit!.w[j] - end.w[j])).toBeLessThanOrEqual(1e-11)
      compared++
    }),
    { numRuns: 300 },
  )
  expect(compared).toBeGreaterThan(100)
})

test('tiny starts are integrated as carefully as others: the tolerance goes with the start’s size', () => {
  const problem = { a0: 1e-12, w0: [1e-12, -2e-12], target: [1, 0.5] }
  const early = [1, 5, 10, 20]
  const flow = flowNeuron(onIdentity(problem), early)
  const exact = exactNeuron(problem).at(early)
  for (let i = 0; i < early.length; i++)
    expect(Math.abs(flow.a[i] / exact.a[i] - 1), `time ${early[i]}`).toBeLessThanOrEqual(1e-9)
})

test.each([
  [1, 1e-2],
  [1, 1e-4],
  [1, 1e-6],
  [5, 1e-4],
  [5, 1e-6],
  [5, 1e-8],
])('a long stay at the saddle, ‖w₀‖ ≈ %d and %d from it, ends when the closed form says', (size, distance) => {
  // A third direction in which neither start nor target lie: the flow is that of whitened input, by integration.
  const early = [1, 10, 30, 100, 300, 1000]
  const w0 = [distance * size, size]
  const flow = flowNeuron({ a0: 0, w0: [...w0, 0], X: [1, 0, 0, 0, 1, 0, 0, 0, 0.5], y: [1, 0, 0] }, early)
  const exact = exactNeuron({ a0: 0, w0, target: [1, 0] }).at(early)
  const w = flow.w.filter((_, p) => p % 3 < 2)
  expectStates({ a: flow.a, w }, exact, 1e-10)
})

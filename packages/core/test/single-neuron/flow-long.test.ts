import { neuronFlowCases } from '@lazyrich/testing/neuron-flow'
import { describe, expect, test } from 'vitest'
import { requireRates } from '../../src/learning-rate.ts'
import { type DataProblem, flowNeuron, neuronDelta, neuronFate } from '../../src/single-neuron/index.ts'
import { diagonal, expectStates, integrated, product } from '../support/neuron-data.ts'

const stiff = { a0: 0.5, w0: [0.3, -0.8], X: diagonal(1000, 1), y: [1, 2] }

/** Waves, so that the entries look like nothing in particular and are the same everywhere. */
const wave = (length: number, pace: number, size = 1): number[] =>
  Array.from({ length }, (_, i) => size * Math.sin(pace * (i + 1) ** 1.5))

/** δ's largest departure from its start in units of η_w a² + η_a‖w‖². */
function drift(problem: DataProblem, times: number[]): number {
  const learningRate = requireRates(problem.learningRate)
  const flow = flowNeuron(problem, times)
  const delta = neuronDelta({ a: problem.a0, w: problem.w0, learningRate })
  return Math.max(
    ...times.map((_, i) => {
      const state = flow.at(i)
      const size = learningRate.w * state.a ** 2 + learningRate.a * state.w.reduce((sum, x) => sum + x * x, 0)
      return Math.abs(neuronDelta(state) - delta) / size
    }),
  )
}

test('singular values a thousand apart: the flow passes t = 100 within some thousand steps, δ kept', () => {
  const times = [0, 1e-3, 0.1, 1, 100]
  const flow = flowNeuron(stiff, times, { maxSteps: 20_000 })
  expect([flow.reason, flow.reached]).toEqual(['complete', 5])
  expect(drift(stiff, times)).toBeLessThan(1e-11)
  expectStates(flowNeuron(stiff, times.slice(0, 4)), integrated(stiff, times.slice(0, 4)), 1e-10)
})

test('the implicit solver and an explicit one agree on a stiff flow to 1e-10, with unequal rates', () => {
  const problem = {
    ...stiff,
    X: diagonal(60, 1, 0.3),
    y: [1, 2, 0.5],
    w0: [0.3, -0.8, 0.4],
    learningRate: { a: 2, w: 0.5 },
  }
  const times = [0.1, 1, 10, 60]
  expectStates(flowNeuron(problem, times), integrated(problem, times), 1e-10)
})

const full = { a0: 0.5, w0: wave(20, 2.3), learningRate: { a: 1.3, w: 0.6 } }
const longRuns: { name: string; t: number; problem: DataProblem }[] = [
  { name: 'X = diag(1000, 1)', t: 1e7, problem: stiff },
  { name: 'X = I', t: 1e7, problem: { ...stiff, X: diagonal(1, 1) } },
  { name: 'X close to I', t: 1e7, problem: { ...stiff, X: diagonal(1, 1.1) } },
  { name: 'n ≫ d', t: 1e6, problem: { ...full, X: wave(4000, 0.7), y: wave(200, 1.1, 3) } },
  { name: 'd ≫ n', t: 1e6, problem: { a0: 0.5, w0: wave(200, 2.3, 0.2), X: wave(4000, 0.7), y: wave(20, 1.1, 3) } },
  {
    name: 'rank 3 of 10 × 8',
    t: 1e6,
    problem: { a0: 0.5, w0: wave(8, 2.3), X: product(wave(30, 0.9), wave(24, 1.7), 10, 3, 8), y: wave(10, 1.1) },
  },
  { name: 'a start that turns round', t: 1e6, problem: { ...stiff, a0: -0.1, w0: [1, 2] } },
  { name: 'a tiny start', t: 1e6, problem: { ...stiff, a0: 1e-6, w0: [1e-6, -2e-6] } },
  { name: 'rates 1e4 apart', t: 1e8, problem: { ...stiff, X: diagonal(100, 1), learningRate: { a: 100, w: 0.01 } } },
]

describe.each(longRuns)('$name at t = $t', ({ t, problem }) => {
  test('the flow is at its limit to 1e-10, and has kept δ to 1e-11', () => {
    const flow = flowNeuron(problem, [t], { maxSteps: 30_000 })
    expect(flow.reason).toBe('complete')
    const { limit } = neuronFate(problem)
    expectStates(flow, { a: Float64Array.of(limit!.a), w: limit!.w }, 1e-10)
    expect(drift(problem, [1, t])).toBeLessThan(1e-11)
  })
})

test('the 16 reference flows are at their limits at t = 1e9', () => {
  for (const { X, limit, ...rest } of neuronFlowCases()) {
    const flow = flowNeuron({ ...rest, X: X.flat() }, [1e9], { maxSteps: 20_000 })
    expectStates(flow, { a: Float64Array.of(limit.a), w: Float64Array.from(limit.w) }, 1e-10)
  }
})

test('what of w lies outside the row space of X never moves', () => {
  const w0 = [0.3, -0.8, 0.25]
  const { w } = flowNeuron({ a0: 1, w0, X: [1, 0, 0, 1, 1, 0], y: [1, 3] }, [0.1, 1, 1e5])
  for (const row of [0, 1, 2]) expect(w[row * 3 + 2]).toBeCloseTo(w0[2], 15)
})

test('an algebraic decay, β* = 0 and δ = 0, is followed to t = 1e8: a = (1 + 2t)^(−1/2)', () => {
  const times = [1, 1e2, 1e4, 1e8]
  const { a, reason } = flowNeuron({ a0: 1, w0: [1, 0], X: diagonal(1, 2), y: [0, 0] }, times)
  expect(reason).toBe('complete')
  times.forEach((t, i) => {
    expect(a[i] * Math.sqrt(1 + 2 * t)).toBeCloseTo(1, 9)
  })
})

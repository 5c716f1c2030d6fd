import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactNeuron, flowNeuron, interpolatingLimit, neuronDelta, neuronFate } from '../../src/single-neuron/index.ts'
import { adversarialProblem, identity } from '../support/arbitrary-neuron.ts'
import { deficientProblem } from '../support/deficient-problem.ts'

test('integrated flows end at the limit with the sign that is told, X of any rank, y in its range or not', () => {
  let signs = 0
  let settled = 0
  fc.assert(
    fc.property(deficientProblem, (problem) => {
      const { basin, limit } = neuronFate(problem)
      const flow = flowNeuron(problem, [150, 300], { maxSteps: 20_000 })
      fc.pre(flow.reason === 'complete')
      const d = problem.w0.length
      const still =
        Math.abs(flow.a[1] - flow.a[0]) + Math.hypot(...flow.w.map((x, i) => (i < d ? x - flow.w[i + d] : 0)))
      fc.pre(still < 1e-9 && Math.abs(flow.a[1]) > 1e-2)
      settled++
      if (Math.sign(problem.a0) !== basin) signs++
      expect(Math.sign(flow.a[1])).toBe(basin)
      expect(Math.abs(flow.a[1] - limit!.a)).toBeLessThanOrEqual(1e-7)
      for (let j = 0; j < d; j++) expect(Math.abs(flow.w[d + j] - limit!.w[j])).toBeLessThanOrEqual(1e-7)
    }),
    { numRuns: 150 },
  )
  expect(settled).toBeGreaterThan(70)
  expect(signs).toBeGreaterThan(3) // a changed its sign on the way
})

test('δ and w_null are those of the start', () => {
  fc.assert(
    fc.property(deficientProblem, fc.constantFrom(1 as const, -1 as const), (problem, sign) => {
      const limit = interpolatingLimit(problem, sign)!
      fc.pre(limit !== undefined && Math.abs(limit.a) > 1e-3)
      const { a0, w0, learningRate } = problem
      expect(Math.sign(limit.a)).toBe(sign)
      expect(neuronDelta({ ...limit, learningRate })).toBeCloseTo(neuronDelta({ a: a0, w: w0, learningRate }), 8)
    }),
    { numRuns: 500 },
  )
})

test('for whitened input the fate is the basin of the closed form, and β* the end', () => {
  fc.assert(
    fc.property(adversarialProblem, (problem) => {
      const { target, a0, w0, learningRate } = problem
      const { basin } = exactNeuron(problem)
      const fate = neuronFate({ a0, w0, learningRate, X: identity(target.length), y: target })
      fc.pre(Array.from(target).some((x) => x !== 0)) // without a target the fate may be a saddle with a ≠ 0 started
      expect(fate.basin).toBe(basin)
      if (!basin) return
      const { a, w } = fate.limit!
      w.forEach((x, j) => {
        expect(Math.abs(a * x - target[j])).toBeLessThanOrEqual(1e-14 * Math.hypot(...Array.from(target)))
      })
    }),
    { numRuns: 2000 },
  )
})

test('far downstream a∞ keeps its digits: nothing cancels', () => {
  // K = −1e12, β_row = 1: a∞² = 2/(√(1e24 + 4) + 1e12) ≈ 1e-12.
  const limit = interpolatingLimit({ a0: 0, w0: [1e6, 0], X: [1, 0], y: [1] }, 1)!
  expect(limit.a / 1e-6).toBeCloseTo(1, 14)
  // δ = 1 − 1e16 + …: what w_null adds to δ is not taken off again, so w_row's share is not lost beside it.
  const beside = interpolatingLimit({ a0: 1, w0: [0.5, 1e8], X: [1, 0], y: [0] }, 1)!
  expect(beside.a).toBeCloseTo(Math.sqrt(0.75), 14)
})

test('y outside the range of X counts for nothing: the limit is the least-squares one', () => {
  const start = { a0: 1, w0: [0.3, -0.2, 0.7] }
  const X = [1, 0, 0.5, 2, 0, 1] // rows are parallel: the range is (1, 2)
  const inRange = neuronFate({ ...start, X, y: [0.6, 1.2] })
  const beside = neuronFate({ ...start, X, y: [0.6 + 2e3, 1.2 - 1e3] })
  expect(beside.basin).toBe(inRange.basin)
  expect(beside.limit!.a).toBeCloseTo(inRange.limit!.a, 10)
  beside.limit!.w.forEach((x, j) => {
    expect(x).toBeCloseTo(inRange.limit!.w[j], 10)
  })
})

test('without Xᵀy a is left over only for K > 0', () => {
  const X = [1, 0]
  expect(neuronFate({ a0: -1, w0: [0.5, 3], X, y: [0] })).toEqual({
    basin: -1,
    limit: {
      a: -Math.sqrt(0.75),
      w: Float64Array.of(0, 3),
      beta: Float64Array.of(-0, -3 * Math.sqrt(0.75)),
      learningRate: { a: 1, w: 1 },
    },
  })
  expect(neuronFate({ a0: -0.5, w0: [1, 3], X, y: [0] })).toEqual({ basin: 0, limit: undefined })
  expect(interpolatingLimit({ a0: -0.5, w0: [1, 3], X, y: [0] }, 1)).toBeUndefined()
})

test('bad input is refused by name, and inputs stay as they are', () => {
  const problem = { a0: 1, w0: Object.freeze([1, 2]), X: Object.freeze([1, 0]), y: Object.freeze([1]) }
  expect(interpolatingLimit(problem, 1)!.a).toBeGreaterThan(0)
  expect(() => interpolatingLimit(problem, 0 as 1)).toThrow('sign is 0: 1 or −1 is accepted')
  expect(() => interpolatingLimit({ ...problem, X: [1] }, 1)).toThrow('X has length 1')
  expect(() => interpolatingLimit({ ...problem, y: [Number.NaN] }, 1)).toThrow('y[0] is NaN')
})

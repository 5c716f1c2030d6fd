import { expect, test } from 'vitest'
import { flowLinear, linearFactors } from '../../src/two-layer-linear/index.ts'
import { relativeError } from '../support/golden.ts'
import { linearCases, problemOf } from '../support/linear-case.ts'

test.each(linearCases('wide-linear.json'))(
  '$hidden hidden, $outputs outputs, $inputs inputs, δ = $delta: the factors agree with integration at 1e-13 to 1e-9',
  (given) => {
    const { A, W } = linearFactors(problemOf(given), given.times)
    expect(relativeError(A, given.A!.flat(2))).toBeLessThan(1e-9)
    expect(relativeError(W, given.W!.flat(2))).toBeLessThan(1e-9)
  },
)

test.each(linearCases('wide-linear.json'))(
  '$hidden hidden, $outputs outputs, $inputs inputs, δ = $delta: integrated without the closed form, so do β and the factors',
  (given) => {
    const { A, W, beta, reached } = flowLinear(problemOf(given), given.times)
    expect(reached).toBe(given.times.length)
    expect(relativeError(A, given.A!.flat(2))).toBeLessThan(1e-9)
    expect(relativeError(W, given.W!.flat(2))).toBeLessThan(1e-9)
    expect(relativeError(beta, given.beta.flat(2))).toBeLessThan(1e-9)
  },
)

test('times come in any order, and t = 0 gives the start as it came', () => {
  const given = linearCases('wide-linear.json')[3]
  const problem = problemOf(given)
  const [late, start, soon] = [given.times.at(-1)!, 0, given.times[1]]
  const { A } = linearFactors(problem, [late, start, soon])
  const size = problem.A0.length
  expect(Array.from(A.subarray(size, 2 * size))).toEqual(Array.from(problem.A0))
  const ordered = linearFactors(problem, [start, soon, late])
  expect(relativeError(A.subarray(2 * size), Array.from(ordered.A.subarray(size, 2 * size)))).toBeLessThan(1e-10)
})

test('any data: the mean square of 4 samples runs half as fast as the half sum', () => {
  const start = { hidden: 2, A0: [0.3, -0.2], W0: [0.1, 0.5, -0.4, 0.2] }
  const data = { X: [1, 0.5, -0.3, 1, 0.7, 0.7, 2, -1], Y: [1, 0, 2, -1] }
  const half = flowLinear({ ...start, ...data }, [1])
  const mean = flowLinear({ ...start, ...data, loss: 'mean' }, [2])
  expect(relativeError(mean.beta, Array.from(half.beta))).toBeLessThan(1e-10)
})

test('at time 0 β is that of the factors, to the last bit', () => {
  const hidden = 2
  const start = { hidden, A0: [0.6, 0.8, 0.8, -0.6].map((entry) => 1.1 * entry), W0: [0.3, 0, 0, 0.3] }
  const { beta, at } = linearFactors({ ...start, target: [1, 2, 3, 4] }, [1, 0])
  const { A, W } = at(1)
  for (const i of [0, 1])
    for (const j of [0, 1]) expect(beta[4 + 2 * i + j]).toBe(W[i]! * A[j]! + W[2 + i]! * A[2 + j]!)
})

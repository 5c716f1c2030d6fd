import { expect, test } from 'vitest'
import { LazyrichError } from '../../src/errors.ts'
import { flowNeuron } from '../../src/single-neuron/index.ts'
import { singularCoordinates } from '../../src/single-neuron/singular-coordinates.ts'
import { diagonal, expectStates, product } from '../support/neuron-data.ts'

const problem = { a0: 0.4, w0: [0.2, -0.5], X: [1, 2, -1, 0.5, 0.3, 0.3], y: [1, -2, 0.5] }

test('the loss sets the unit of time: twice as fast as ½‖·‖² is ‖·‖², and over n samples it is divided by n', () => {
  const half = flowNeuron({ ...problem, loss: 'half-sum' }, [0.2, 2])
  expect(flowNeuron(problem, [0.2, 2])).toEqual(half)
  expectStates(flowNeuron({ ...problem, loss: 'mean' }, [0.3, 3]), half, 1e-12)
  expectStates(flowNeuron({ ...problem, loss: 'half-mean' }, [0.6, 6]), half, 1e-12)
  expect(() => flowNeuron({ ...problem, loss: 'sum' as 'mean' }, [1])).toThrow(
    new LazyrichError('loss is "sum": half-sum, mean or half-mean is accepted'),
  )
})

test('a looser tolerance errs more, and no more than a hundred times itself', () => {
  const times = [0.1, 1, 5]
  const exact = flowNeuron(problem, times, { rtol: 1e-14, atol: 1e-16 })
  let before = 0
  for (const rtol of [1e-10, 1e-8, 1e-6, 1e-4]) {
    const { a } = flowNeuron(problem, times, { rtol, atol: rtol / 1000 })
    const error = Math.max(...a.map((value, i) => Math.abs(value - exact.a[i])))
    expect(error).toBeLessThan(100 * rtol)
    expect(error).toBeGreaterThan(before)
    before = error
  }
})

test('the budget and the signal end a flow with what was reached, and NaN after it', () => {
  const budget = flowNeuron(problem, [1e-3, 100], { maxSteps: 3 })
  expect([budget.reason, budget.reached]).toEqual(['budget', 1])
  expect([budget.a[1], budget.w[2], budget.w[3]]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  expect(Number.isFinite(budget.w[1])).toBe(true)
  const aborted = flowNeuron(problem, [0, 1], { signal: AbortSignal.abort() })
  expect([aborted.reason, aborted.reached]).toEqual(['aborted', 1])
})

test('at t = 0 the start comes back as it was given, whatever the rank', () => {
  for (const X of [problem.X, [1, 2, 1, 2, 1, 2], [0, 0, 0, 0, 0, 0]]) {
    const { a, w } = flowNeuron({ ...problem, X }, [0])
    expect([...a, ...w]).toEqual([0.4, 0.2, -0.5])
  }
})

test('with X = 0, and at the saddle a = 0 with w = 0, nothing moves', () => {
  const still = flowNeuron({ ...problem, X: [0, 0, 0, 0, 0, 0] }, [1, 1e9])
  expect([...still.a, ...still.w]).toEqual([0.4, 0.4, 0.2, -0.5, 0.2, -0.5])
  const saddle = flowNeuron({ ...problem, a0: 0, w0: [0, 0] }, [1, 1e9])
  expect([saddle.reason, ...saddle.a, ...saddle.w]).toEqual(['complete', 0, 0, 0, 0, 0, 0])
})

test('overflow ends as non-finite, and entries whose squares overflow are refused', () => {
  const { reason, reached } = flowNeuron({ ...problem, a0: 1e200 }, [1])
  expect([reason, reached]).toEqual(['non-finite', 0])
  expect(() => flowNeuron({ ...problem, X: [1e200, 0, 0, 1, 0, 0] }, [1])).toThrow(
    'X has entries whose squares overflow',
  )
})

test('tolerances and budgets that are not positive are refused by name', () => {
  expect(() => flowNeuron(problem, [1], { maxSteps: 1.5 })).toThrow('maxSteps is 1.5: a whole number ≥ 1 is accepted')
  for (const name of ['rtol', 'atol'])
    expect(() => flowNeuron(problem, [1], { [name]: 0 })).toThrow(`${name} is 0: a finite number > 0 is accepted`)
})

test('inputs may be frozen', () => {
  const frozen = Object.freeze({
    a0: 0.4,
    w0: Object.freeze([0.2, -0.5]),
    X: Object.freeze([1, 2]),
    y: Object.freeze([1]),
  })
  expect(flowNeuron(frozen, Object.freeze([1])).reason).toBe('complete')
})

test.each([
  ['tall', 7, 3, 3],
  ['wide', 3, 7, 3],
  ['square', 5, 5, 5],
  ['rank 2, tall', 8, 5, 2],
  ['rank 2, wide', 5, 8, 2],
  ['rank 1', 4, 4, 1],
])('singular coordinates, %s: axes are orthonormal, and with them XᵀX and Xᵀy come back', (_name, n, d, rank) => {
  const left = Array.from({ length: n * rank }, (_, i) => Math.sin(3 * (i + 1) ** 1.3))
  const right = Array.from({ length: rank * d }, (_, i) => Math.cos(2 * (i + 1) ** 1.4))
  const X = product(left, right, n, rank, d)
  const y = Array.from({ length: n }, (_, i) => Math.sin(i * i))
  const { squares, axes, images } = singularCoordinates(X, y, d)
  expect(squares).toHaveLength(rank)
  expect([...squares]).toEqual([...squares].sort((one, other) => other - one))
  const transpose = Array.from({ length: d * n }, (_, p) => X[(p % n) * d + Math.floor(p / n)])
  const columns = Array.from({ length: d * rank }, (_, p) => axes[(p % rank) * d + Math.floor(p / rank)])
  const scaled = columns.map((entry, p) => entry * squares[p % rank])
  const close = (actual: number[], expected: number[]): void => {
    expected.forEach((entry, p) => {
      expect(Math.abs(actual[p] - entry)).toBeLessThan(1e-13 * squares[0] + 1e-14)
    })
  }
  close(product([...axes], columns, rank, d, rank), diagonal(...Array.from(squares, () => 1)))
  close(product(scaled, [...axes], d, rank, d), product(transpose, X, d, n, d))
  close(
    product(
      columns,
      Array.from(images, (image, i) => image * Math.sqrt(squares[i])),
      d,
      rank,
      1,
    ),
    product(transpose, y, d, n, 1),
  )
})

test('starts from 1e-300 to 1e4, and times beyond all sense, give finite states that end where the flow ends', () => {
  for (const size of [1e-300, 1e-150, 1e-20, 1, 1e4]) {
    const { a, w, reason } = flowNeuron({ a0: size, w0: [size, -size], X: diagonal(3, 1), y: [1, 2] }, [1, 1e9, 1e300])
    expect(reason).toBe('complete')
    expect([...a, ...w].every(Number.isFinite)).toBe(true)
    expect(a[2] * w[4]).toBeCloseTo(1 / 3, 9)
    expect(a[2] * w[5]).toBeCloseTo(2, 9)
  }
})

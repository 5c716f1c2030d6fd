import { neuronFlowCases } from '@lazyrich/testing/neuron-flow'
import { expect, test } from 'vitest'
import {
  flowNeuron,
  implicitBiasMinimizer,
  neuronDelta,
  neuronFate,
  neuronKernelDistance,
} from '../../src/single-neuron/index.ts'
import { relativeError } from '../support/golden.ts'

const cases = neuronFlowCases()
const named = cases.map((item, i) => ({ ...item, name: `case ${i} (rank ${item.rank}, δ ≈ ${item.delta.toFixed(2)})` }))

test('there are 16 reference flows', () => expect(cases).toHaveLength(16))

test.each(named)('$name: the integrated flow agrees to 1e-9', ({ name, X, ...problem }) => {
  const flow = flowNeuron({ ...problem, X: X.flat() }, problem.times)
  expect(flow.reason, name).toBe('complete')
  expect(relativeError(flow.a, problem.a), `a of ${name}`).toBeLessThanOrEqual(1e-9)
  expect(relativeError(flow.w, problem.w.flat()), `w of ${name}`).toBeLessThanOrEqual(1e-9)
})

test.each(named)('$name: the kernel distance along the flow agrees to 1e-9', ({ name, X, ...problem }) => {
  const data = { ...problem, X: X.flat() }
  const flow = flowNeuron(data, problem.times)
  const distance = neuronKernelDistance(data)
  const measured = problem.times.map((_, i) => distance(flow.at(i)))
  expect(relativeError(measured, problem.kernelDistance), name).toBeLessThanOrEqual(1e-9)
})

test.each(named)('$name: the limit agrees to 1e-9 without integrating to it', ({ name, X, limit, ...problem }) => {
  const fate = neuronFate({ ...problem, X: X.flat() })
  expect(fate.basin, name).toBe(Math.sign(limit.a))
  expect(relativeError([fate.limit!.a], [limit.a]), `a of ${name}`).toBeLessThanOrEqual(1e-9)
  expect(relativeError(fate.limit!.w, limit.w), `w of ${name}`).toBeLessThanOrEqual(1e-9)
})

test.each(named)(
  '$name: the implicit bias picks the same β to 1e-9, without the flow',
  ({ name, X, limit, ...problem }) => {
    const { a0, w0, y, learningRate } = problem
    const beta = implicitBiasMinimizer({
      X: X.flat(),
      y,
      beta0: w0.map((entry) => a0 * entry),
      delta: neuronDelta({ a: a0, w: w0, learningRate }),
      learningRate,
      signChange: Math.sign(a0) !== Math.sign(limit.a),
    })
    const expected = limit.w.map((entry) => limit.a * entry)
    expect(relativeError(beta, expected), name).toBeLessThanOrEqual(1e-9)
  },
)

import { expect, test } from 'vitest'
import { LazyrichError } from '../../src/index.ts'
import {
  exactNeuron,
  flowNeuron,
  neuronDelta,
  neuronFate,
  neuronFromBeta,
  neuronKernelDistance,
} from '../../src/single-neuron/index.ts'

const start = { a0: 1, w0: [1, 2] }

test('a target of another length is refused by name and length', () => {
  expect(() => exactNeuron({ ...start, w0: [1, 2, 3], target: [1, 2] })).toThrow(
    new LazyrichError("target has length 2: 3 (w0's length) is accepted"),
  )
})

test.each([
  ['a0', { ...start, a0: Number.NaN, target: [1, 1] }],
  ['w0[1]', { ...start, w0: [1, Number.POSITIVE_INFINITY], target: [1, 1] }],
  ['target[0]', { ...start, target: [Number.NaN, 1] }],
  ['learningRate.a', { ...start, target: [1, 1], learningRate: { a: 0, w: 1 } }],
  ['learningRate.w', { ...start, target: [1, 1], learningRate: { a: 1, w: Number.NaN } }],
  ['w0', { a0: 1, w0: [], target: [] }],
])('a bad %s is refused by name', (name, problem) => {
  expect(() => exactNeuron(problem)).toThrow(LazyrichError)
  expect(() => exactNeuron(problem)).toThrow(`${name} is`)
})

test.each([[-1], [Number.NaN], [Number.POSITIVE_INFINITY]])('time %d is refused', (time) => {
  const exact = exactNeuron({ ...start, target: [1, 1] })
  expect(() => exact.at([0, time])).toThrow(`times[1] is ${time}: a finite number ≥ 0 is accepted`)
})

test('times of the closed form need no order', () => {
  const exact = exactNeuron({ ...start, target: [1, 1] })
  const [later, sooner] = exact.at([2, 1]).a
  expect([later, sooner]).toEqual([exact.at([2]).a[0], exact.at([1]).a[0]])
})

test('X that does not fit y and w0 is refused with all three sizes', () => {
  const message = "X has length 3: 4 (y's length 2 times w0's length 2, row by row) is accepted"
  const problem = { ...start, X: [1, 2, 3], y: [1, 2] }
  expect(() => flowNeuron(problem, [1])).toThrow(new LazyrichError(message))
  expect(() => neuronFate(problem)).toThrow(new LazyrichError(message))
})

test('β = 0 with δ < 0 is refused, since w then has no direction', () => {
  expect(() => neuronFromBeta([0, 0], -1)).toThrow(LazyrichError)
})

test.each([
  ['beta[0]', () => neuronFromBeta([Number.NaN, 1], 0)],
  ['delta', () => neuronFromBeta([1, 1], Number.NaN)],
  ['learningRate.a', () => neuronFromBeta([1, 1], 0, { learningRate: { a: 0, w: 1 } })],
  ['beta is empty', () => neuronFromBeta([], 1)],
  ['sign is 0', () => neuronFromBeta([1, 1], 1, { sign: 0 as 1 })],
])('neuronFromBeta refuses a bad %s by name', (name, call) => {
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow(name)
})

test('the kernel distance refuses X whose rows have another length than w0', () => {
  expect(() => neuronKernelDistance({ a0: 1, w0: [1, 2], X: [1, 2, 3] })).toThrow(LazyrichError)
})

test.each([
  ['a0', () => neuronKernelDistance({ a0: Number.NaN, w0: [1, 2] })],
  ['w0 is empty', () => neuronKernelDistance({ a0: 1, w0: [] })],
  ['w0[1]', () => neuronKernelDistance({ a0: 1, w0: [1, Infinity] })],
  ['learningRate.w', () => neuronKernelDistance({ a0: 1, w0: [1, 2], learningRate: { a: 1, w: -1 } })],
  ['X has length 0', () => neuronKernelDistance({ a0: 1, w0: [1, 2], X: [] })],
  ['X[3]', () => neuronKernelDistance({ a0: 1, w0: [1, 2], X: [1, 2, 3, Number.NaN] })],
  ["w has length 3: 2 (w0's length)", () => neuronKernelDistance({ a0: 1, w0: [1, 2] })({ a: 1, w: [1, 2, 3] })],
])('the kernel distance refuses a bad %s by name', (name, call) => {
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow(name)
  expect(call).toThrow('accepted')
})

test.each([
  ['a is NaN', () => neuronDelta({ a: Number.NaN, w: [1] })],
  ['w is empty', () => neuronDelta({ a: 1, w: [] })],
  ['w[1] is Infinity', () => neuronDelta({ a: 1, w: [1, Infinity] })],
  ['learningRate.a is -1', () => neuronDelta({ a: 1, w: [1], learningRate: { a: -1, w: 1 } })],
])('the conserved δ refuses: %s', (message, call) => {
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow(message)
})

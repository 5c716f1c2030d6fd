import { expect, test } from 'vitest'
import { deltaLedger, LazyrichError, linearDeltaLedger } from '../../src/ledger/index.ts'

const layer = deltaLedger({ delta: [1, 2] })
const neuron = deltaLedger({ delta: 1 })
const pair = linearDeltaLedger({ delta: [1, 0, 0, 1] })
const step = { stepSize: 0.1, a: [1, 1], w: [1, 1] }
/** What plain JavaScript may hand over. */
const wrong = <T>(value: unknown): T => value as T

test.each<[string, () => unknown]>([
  ['options.lambda is unknown', () => deltaLedger(wrong({ delta: 1, lambda: 0.1 }))],
  ['delta is NaN: a finite number', () => deltaLedger({ delta: Number.NaN })],
  ['delta[1] is Infinity', () => deltaLedger({ delta: [1, Infinity] })],
  ['delta is empty: at least one number', () => deltaLedger({ delta: [] })],
  ['delta is missing: a number or a list', () => deltaLedger(wrong({}))],
  ['momentum is 1: a number from 0 up to but not including 1', () => deltaLedger({ delta: 1, momentum: 1 })],
  ['momentum is -0.1', () => deltaLedger({ delta: 1, momentum: -0.1 })],
  ['momentum is NaN', () => deltaLedger({ delta: 1, momentum: Number.NaN })],
  ['momentum is "0.9"', () => deltaLedger(wrong({ delta: 1, momentum: '0.9' }))],
  ['weightDecay is -1: a finite number ≥ 0', () => deltaLedger({ delta: 1, weightDecay: -1 })],
  ['decay is "both": decoupled or gradient', () => deltaLedger(wrong({ delta: 1, decay: 'both' }))],
  [
    'learningRate is { a: 1, w: 2 } with weightDecay 0.1',
    () => deltaLedger({ delta: 1, weightDecay: 0.1, learningRate: { a: 1, w: 2 } }),
  ],
  ['learningRate.w is 0', () => deltaLedger({ delta: 1, learningRate: { a: 1, w: 0 } })],
  ['stepSize is -1: a finite number ≥ 0', () => layer.step({ ...step, stepSize: -1 })],
  ['stepSize is missing', () => layer.step(wrong({ a: [1, 1], w: [1, 1] }))],
  ['a has length 1: 2 (a norm for every entry of delta) is accepted', () => layer.step({ ...step, a: [1] })],
  ['w is 1: a list of numbers', () => layer.step(wrong({ ...step, w: 1 }))],
  ['w is missing: a list of numbers', () => layer.step(wrong({ stepSize: 1, a: [1, 1] }))],
  ['a[1] is -2: a finite number ≥ 0', () => layer.step({ ...step, a: [0, -2] })],
  ['w[0] is NaN: a finite number', () => layer.step({ ...step, w: [Number.NaN, 0] })],
  ['a is -1: a finite number ≥ 0', () => neuron.step({ stepSize: 1, a: -1, w: 0 })],
  ['w is a list of 1: a finite number', () => neuron.step(wrong({ stepSize: 1, a: 1, w: [0] }))],
  ['delta has length 3: a square matrix', () => linearDeltaLedger({ delta: [1, 2, 3] })],
  ['a has length 3: rows of one length for each of 2', () => pair.step({ ...step, a: [1, 2, 3] })],
  ['w is missing: a list', () => pair.step(wrong({ stepSize: 1, a: [1, 1] }))],
])('%s', (said, call) => {
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow(said)
})

test('a refused step changes nothing', () => {
  const before = layer.delta
  expect(() => layer.step({ ...step, w: [1, Number.NaN] })).toThrow()
  expect(layer.delta).toEqual(before)
})

import { describe, expect, test } from 'vitest'
import { LazyrichError } from '../../src/index.ts'
import {
  exactNeuron,
  flowNeuron,
  type NeuronStates,
  neuronDelta,
  neuronFate,
  neuronKernelDistance,
} from '../../src/single-neuron/index.ts'

const start = { a0: 0.4, w0: [0.2, -0.5], learningRate: { a: 2, w: 0.5 } }
const whitened = { ...start, target: [1, -2] }
const data = { ...start, X: [1, 2, -1, 0.5, 0.3, 0.3], y: [1, -2, 0.5] }
const times = [0, 0.3, 2]

const sources: [string, () => NeuronStates][] = [
  ['the closed form', () => exactNeuron(whitened).at(times)],
  ['the integrated flow', () => flowNeuron(data, times)],
]

describe.each(sources)('states of %s', (_name, solve) => {
  test('carry β = a w, bit for bit, at all times and at one', () => {
    const states = solve()
    const { a, w, beta } = states
    expect(beta).toHaveLength(w.length)
    times.forEach((_, i) => {
      expect([beta[2 * i], beta[2 * i + 1]]).toEqual([a[i] * w[2 * i], a[i] * w[2 * i + 1]])
      expect(states.at(i).beta).toEqual(beta.subarray(2 * i, 2 * i + 2))
    })
  })

  test('at one time are a neuron: its readout, a view of its weights, and the rates', () => {
    const states = solve()
    times.forEach((_, i) => {
      const { a, w, learningRate } = states.at(i)
      expect(a).toBe(states.a[i])
      expect(w).toEqual(states.w.slice(2 * i, 2 * i + 2))
      expect(w.buffer).toBe(states.w.buffer)
      expect(learningRate).toEqual(start.learningRate)
    })
  })

  test('can be handed on: δ stays, with the rates that they bring', () => {
    const states = solve()
    const delta = neuronDelta({ a: start.a0, w: start.w0, learningRate: start.learningRate })
    times.forEach((_, i) => {
      expect(neuronDelta(states.at(i))).toBeCloseTo(delta, 11)
    })
    expect(neuronKernelDistance(start)(states.at(0))).toBe(0)
  })

  test.each([3, -1, 0.5, Number.NaN, '1' as unknown as number])('have no index %s', (i) => {
    const states = solve()
    expect(() => states.at(i)).toThrow(LazyrichError)
    expect(() => states.at(i)).toThrow(`i is ${JSON.stringify(i) === 'null' ? 'NaN' : JSON.stringify(i)}`)
    expect(() => states.at(i)).toThrow('a whole number from 0 to 2 is accepted')
  })
})

test('the limit is a neuron too, with its β and its rates', () => {
  const { limit } = neuronFate(data)
  const { a, w, beta, learningRate } = limit!
  expect(beta).toEqual(w.map((entry) => a * entry))
  expect(learningRate).toEqual(start.learningRate)
  expect(neuronDelta(limit!)).toBeCloseTo(neuronDelta({ a: start.a0, w: start.w0, learningRate }), 12)
})

test('states are written into given buffers, which they then show', () => {
  const into = { a: new Float64Array(3), w: new Float64Array(6) }
  const states = exactNeuron(whitened).at(times, into)
  expect([states.a === into.a, states.w === into.w]).toEqual([true, true])
  expect(states).toEqual(exactNeuron(whitened).at(times))
})

test('states go into earlier states', () => {
  const exact = exactNeuron(whitened)
  const earlier = exact.at(times)
  const later = exact.at([5, 6, 7], earlier)
  expect(later.w).toBe(earlier.w)
  expect(later.beta).toEqual(exact.at([5, 6, 7]).beta)
})

test('buffers may be longer: what lies beyond the times stays as it was, and has no index', () => {
  const into = { a: new Float64Array(5).fill(7), w: new Float64Array(9).fill(7) }
  const states = exactNeuron(whitened).at(times, into)
  const exact = exactNeuron(whitened).at(times)
  expect([...into.a]).toEqual([...exact.a, 7, 7])
  expect([...into.w]).toEqual([...exact.w, 7, 7, 7])
  expect(states.beta).toEqual(exact.beta)
  expect(states.at(2)).toEqual(exact.at(2))
  expect(() => states.at(3)).toThrow('i is 3: a whole number from 0 to 2 is accepted')
})

test.each<[string, object, string]>([
  ['too short', { a: new Float64Array(2), w: new Float64Array(6) }, 'into.a has length 2: at least 3 is accepted'],
  ['too short in w', { a: new Float64Array(3), w: new Float64Array(5) }, 'into.w has length 5: at least 6 is accepted'],
  [
    'of another kind',
    { a: new Float64Array(3), w: new Float32Array(6) },
    'into.w is of type Float32Array: a Float64Array',
  ],
  ['missing', { a: new Float64Array(3) }, 'into.w is missing: a Float64Array, since it is written, is accepted'],
  ['no object', null as unknown as object, 'into.a is missing: a Float64Array, since it is written, is accepted'],
])('buffers that are %s are refused', (_name, into, said) => {
  const at = () => exactNeuron(whitened).at(times, into as never)
  expect(at).toThrow(LazyrichError)
  expect(at).toThrow(said)
})

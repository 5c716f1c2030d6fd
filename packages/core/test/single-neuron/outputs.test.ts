import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactNeuron, neuronOutputs } from '../../src/single-neuron/index.ts'
import { identity, moderateProblem, uniform } from '../support/arbitrary-neuron.ts'

test('outputs are a wᵀx, row by row', () => {
  expect([...neuronOutputs({ a: 2, w: [1, -3] }, [1, 0, 0, 1, 2, 0.5])]).toEqual([2, -6, 1])
})

test('on the identity they are β', () => {
  fc.assert(
    fc.property(moderateProblem, uniform(0, 3), (problem, time) => {
      const neuron = exactNeuron(problem).at([time]).at(0)
      expect(neuronOutputs(neuron, identity(problem.w0.length))).toEqual(neuron.beta.map((entry) => entry + 0))
    }),
    { numRuns: 300 },
  )
})

test('inputs may be of any list of numbers, with the same bits', () => {
  const neuron = { a: 0.3, w: [0.1, 0.7] }
  const plain = neuronOutputs(neuron, [1, 2, 3, 4])
  expect(neuronOutputs(neuron, Float32Array.of(1, 2, 3, 4))).toEqual(plain)
  expect(neuronOutputs(neuron, Int8Array.of(1, 2, 3, 4))).toEqual(plain)
  expect(neuronOutputs({ ...neuron, w: Float64Array.of(0.1, 0.7) }, { length: 4, 0: 1, 1: 2, 2: 3, 3: 4 })).toEqual(
    plain,
  )
})

test('bad input is refused by name', () => {
  const neuron = { a: 1, w: [1, 2] }
  expect(() => neuronOutputs(neuron, [1, 2, 3])).toThrow("X has length 3: rows of 2 (w's length) are accepted")
  expect(() => neuronOutputs(neuron, [])).toThrow('X has length 0')
  expect(() => neuronOutputs(neuron, [1, Number.NaN])).toThrow('X[1] is NaN')
  expect(() => neuronOutputs(neuron, [[1, 2]] as unknown as number[])).toThrow(
    'X[0] is a list of 2: a finite number (row after row, in one list) is accepted',
  )
  expect(() => neuronOutputs({ ...neuron, w: [] }, [1])).toThrow('w is empty')
  expect(() => neuronOutputs({ w: [1] } as unknown as typeof neuron, [1])).toThrow('a is missing')
  expect(() => neuronOutputs([1, 2] as unknown as typeof neuron, [1])).toThrow(
    'neuron is a list of 2: an object of a, w and learningRate is accepted',
  )
})

import { describe, expect, test } from 'vitest'
import { randomStream } from '../../src/random/index.ts'
import {
  cloneNetwork,
  flowRelu,
  initializeRelu,
  randomStart,
  reluDeltas,
  reluDescent,
  reluMeasures,
} from '../../src/two-layer-relu/index.ts'
import { reluCase } from '../support/relu-case.ts'

const learningRate = { a: 0.5, w: 2 }
const { network: unit, data } = reluCase(2, 8, 3, 4, 0.1)
const network = { ...unit, learningRate }

describe.each(['sliding', 'stabilized'] as const)('the flow, %s', (solver) => {
  test('takes times in any order, repeated ones too: its rows are in the order asked for', () => {
    const asked = [0.3, 0, 1, 0.3, 0.1]
    const flow = flowRelu(network, data, asked, { solver })
    const ascending = [0, 0.1, 0.3, 0.3, 1]
    const sorted = flowRelu(network, data, ascending, { solver })
    expect(flow.reached).toBe(5)
    asked.forEach((time, i) => {
      expect(flow.at(i)).toEqual(sorted.at(ascending.indexOf(time)))
    })
  })

  test('counts the earliest times as reached, where its budget ends', () => {
    const flow = flowRelu(network, data, [1e9, 0], { solver, maxSteps: 2 })
    expect([flow.reached, flow.reason]).toEqual([1, 'budget'])
    expect(flow.at(1).W).toEqual(network.W)
    expect(flow.at(0).W[0]).toBeNaN()
  })

  test('gives the network at a time with its leak and rates, to be handed on', () => {
    const flow = flowRelu(network, data, [0.4, 0], { solver })
    expect(flow.at(0)).toMatchObject({ leak: 0.1, learningRate })
    const [now, before] = [reluDeltas(flow.at(0)), reluDeltas(network)]
    now.forEach((delta, k) => {
      expect(Math.abs(delta - before[k])).toBeLessThan(solver === 'sliding' ? 1e-9 : 1e-2)
    })
    expect(flow.at(0).W.buffer).toBe(flow.W.buffer)
    expect(() => flow.at(2)).toThrow('i is 2: a whole number from 0 to 1 is accepted')
  })
})

test('absolute tolerances are not passed over by the solver that has none', () => {
  expect(() => flowRelu(network, data, [1], { solver: 'stabilized', atol: 1e-3 })).toThrow(
    'atol is 0.001: none is accepted with the stabilized solver',
  )
})

test('a start brings its rates along, and so does a clone', () => {
  const start = initializeRelu(randomStart(randomStream(0, 'student'), 4, 2), { tau: 0.5, delta: 1, learningRate })
  expect(start.learningRate).toEqual(learningRate)
  expect(cloneNetwork(start)).toEqual(start)
  for (const delta of reluDeltas(start)) expect(delta).toBeCloseTo(1, 13)
})

test('only Float64Arrays are trained: others are refused, and the message says what makes one', () => {
  const whole = { W: Int32Array.of(1, 2), a: Int32Array.of(1), leak: 0 } as never
  expect(() => reluDescent(whole, { X: [1, 0], y: [1] }, 0.1)).toThrow(
    'network.W is of type Int32Array: a Float64Array, since it is written; cloneNetwork makes one, is accepted',
  )
  expect(() => reluDescent(cloneNetwork(unit), data, 0.1).advance(1.5)).toThrow(
    'steps is 1.5: a whole number ≥ 0 is accepted',
  )
})

test('directions that are no unit vectors are refused: the start would have another δ than the one asked for', () => {
  expect(() => initializeRelu({ directions: [3, 4], signs: [1] }, { tau: 1, delta: 0 })).toThrow(
    'row 0 of base.directions has length 5: unit vectors are accepted',
  )
  expect(() => initializeRelu({ directions: [0.6, 0.8], signs: [0.5] }, { tau: 1, delta: 0 })).toThrow(
    'base.signs[0] is 0.5: 1 or −1 is accepted',
  )
})

test('a network is measured at the rates of the start: left out they are those, others are refused', () => {
  const measure = reluMeasures(network, data)
  expect(measure(unit)).toEqual(measure(network))
  expect(() => measure({ ...unit, learningRate: 3 })).toThrow(
    "learningRate is { a: 3, w: 3 }: the start's, { a: 0.5, w: 2 }, is accepted",
  )
})

test('weights of one network that share memory would train into each other, and are refused', () => {
  const data = { X: [1, 2], y: [1, 2] }
  const memory = new Float64Array([1, 0.5, 1])
  const [W, a] = [memory.subarray(0, 2), memory.subarray(2)]
  expect(() => reluDescent({ W: memory.subarray(0, 1), a, leak: 0 }, data, 0.1)).not.toThrow()
  expect(() => reluDescent({ W: memory.subarray(1, 3), a: memory.subarray(1, 3), leak: 0 }, data, 0.1)).toThrow(
    'network.W shares memory with network.a: memory of its own is accepted',
  )
  expect(() => reluDescent({ W, a: memory.subarray(1), leak: 0 }, data, 0.1)).toThrow('network.W shares memory')
})

import { describe, expect, test } from 'vitest'
import { type DataProblem, flowNeuron } from '../../src/single-neuron/index.ts'
import { diagonal } from '../support/neuron-data.ts'

const start = { a0: 0.4, w0: [0.2, -0.5] }
/** One that Taylor's method steps through, one that the implicit solver takes over, one in closed form. */
const problems: [string, DataProblem][] = [
  ['by Taylor’s method', { ...start, X: [1, 2, -1, 0.5, 0.3, 0.3], y: [1, -2, 0.5] }],
  ['by the implicit solver', { ...start, X: diagonal(1000, 1), y: [1, 2] }],
  ['in closed form', { ...start, X: diagonal(3, 3), y: [1, 2] }],
]

describe.each(problems)('a flow %s', (_name, problem) => {
  test('answers times in the order asked, with the bits of the sorted call', () => {
    const asked = [4, 0, 100, 1e-3, 0.5]
    const sorted = [0, 1e-3, 0.5, 4, 100]
    const flow = flowNeuron(problem, asked)
    const ascending = flowNeuron(problem, sorted)
    expect([flow.reason, flow.reached]).toEqual(['complete', 5])
    asked.forEach((time, i) => {
      expect(flow.at(i)).toEqual(ascending.at(sorted.indexOf(time)))
    })
    expect(flow.beta).toEqual(Float64Array.from(asked.flatMap((t) => [...ascending.at(sorted.indexOf(t)).beta])))
  })

  test('answers a time as often as it is asked for', () => {
    const flow = flowNeuron(problem, [1, 0, 1, 0, 1])
    const once = flowNeuron(problem, [0, 1])
    expect(flow.reached).toBe(5)
    for (const i of [0, 2, 4]) expect(flow.at(i)).toEqual(once.at(1))
    for (const i of [1, 3]) expect(flow.at(i)).toEqual(once.at(0))
  })

  test('leaves the times as they were given', () => {
    const asked = Float64Array.of(2, 1, 0)
    flowNeuron({ ...problem, loss: 'mean' }, asked)
    expect([...asked]).toEqual([2, 1, 0])
  })
})

test('a budget that runs out counts the earliest times as reached and leaves NaN at the others, wherever they stand', () => {
  const [, problem] = problems[0]
  const flow = flowNeuron(problem, [100, 1e-3, 50, 0], { maxSteps: 3 })
  expect([flow.reason, flow.reached]).toEqual(['budget', 2])
  const reached = flowNeuron(problem, [0, 1e-3])
  expect([flow.at(3), flow.at(1)]).toEqual([reached.at(0), reached.at(1)])
  for (const i of [0, 2]) {
    const { a, w, beta } = flow.at(i)
    expect([a, ...w, ...beta]).toEqual(new Array(5).fill(Number.NaN))
  }
})

test.each([
  [[1, -1], 'times[1] is -1: a finite number ≥ 0 is accepted'],
  [[Number.NaN], 'times[0] is NaN: a finite number ≥ 0 is accepted'],
  [[0, Number.POSITIVE_INFINITY], 'times[1] is Infinity: a finite number ≥ 0 is accepted'],
  [20 as unknown as number[], 'times is 20: a list of numbers is accepted'],
])('times %s are refused', (times, said) => {
  expect(() => flowNeuron(problems[0][1], times)).toThrow(said)
})

test('no times, no states', () => {
  const flow = flowNeuron(problems[0][1], [])
  expect([flow.reason, flow.reached, flow.a.length, flow.w.length, flow.beta.length]).toEqual(['complete', 0, 0, 0, 0])
})

import { describe, expect, test } from 'vitest'
import { randomStream } from '../../src/random/index.ts'
import { exactNeuron } from '../../src/single-neuron/index.ts'
import { balancedLinearStart, exactLinear, exactLinearTasks, flowLinear } from '../../src/two-layer-linear/index.ts'
import { relativeError } from '../support/golden.ts'

const shape = { hidden: 3, inputs: 4, outputs: 3 }
const draw = (seed: number): number[] => {
  const random = randomStream(seed, 'data')
  return Array.from({ length: 12 }, () => random.normal())
}

describe.each([-1, 0, 2])('δ = %d', (delta) => {
  const { hidden, ...square } = shape
  const start = balancedLinearStart(randomStream(1, 'student'), { ...square, hidden, delta, scale: 0.7 })
  const [first, second] = [draw(1), draw(2)]

  test('two tasks one after another are the flow integrated through both', () => {
    const tasks = exactLinearTasks(start, [
      { from: 0, target: first },
      { from: 1.5, target: second },
    ])
    const { A, W, beta } = flowLinear({ ...start, target: first }, [0.7, 1.5])
    const then = flowLinear({ hidden, A0: A.slice(A.length / 2), W0: W.slice(W.length / 2), target: second }, [0.4, 2])
    expect(relativeError(tasks.at([0.7, 1.5]).beta, Array.from(beta))).toBeLessThan(1e-9)
    expect(relativeError(tasks.at([1.9, 3.5]).beta, Array.from(then.beta))).toBeLessThan(1e-9)
  })

  test('a change to the same target changes nothing, reversal and return learn again', () => {
    const same = exactLinearTasks(
      start,
      [0, 0.5, 2].map((from) => ({ from, target: first })),
    )
    const plain = exactLinear({ ...start, target: first })
    const times = [0.3, 0.5, 1, 2, 7]
    expect(relativeError(same.at(times).beta, Array.from(plain.at(times).beta))).toBeLessThan(1e-10)
    expect(relativeError(same.at(times).inputGram, Array.from(plain.at(times).inputGram))).toBeLessThan(1e-10)
    if (delta !== 0) {
      // Balanced networks may meet a saddle when a task is reversed: the closed form shows that, unbalanced ones learn.
      const reversed = exactLinearTasks(start, [
        { from: 0, target: first },
        { from: 60, target: first.map((entry) => -entry) },
        { from: 200, target: first },
      ])
      const { beta } = reversed.at([60, 200, 400])
      if (hidden === shape.outputs && delta > 0) {
        expect(relativeError(beta.subarray(0, 12), first)).toBeLessThan(1e-6)
        expect(
          relativeError(
            beta.subarray(12, 24),
            first.map((entry) => -entry),
          ),
        ).toBeLessThan(1e-6)
        expect(relativeError(beta.subarray(24), first)).toBeLessThan(1e-6)
      }
    }
  })
})

test('one neuron: reversed in closed form, as by two single neurons', () => {
  const tasks = exactLinearTasks({ hidden: 1, A0: [0.8], W0: [0.1, -0.5] }, [
    { from: 0, target: [1, 2] },
    { from: 3, target: [-1, -2] },
  ])
  const first = exactNeuron({ a0: 0.8, w0: [0.1, -0.5], target: [1, 2] }).at([3])
  const then = exactNeuron({ a0: first.a[0], w0: first.w, target: [-1, -2] }).at([2])
  const expected = Array.from(then.w, (w) => w * then.a[0])
  expect(relativeError(tasks.at([5]).beta, expected)).toBeLessThan(1e-12)
})

test('tasks that do not ascend from 0 are refused by place', () => {
  const start = { hidden: 1, A0: [1], W0: [1] }
  expect(() => exactLinearTasks(start, [])).toThrow('tasks is empty: at least one task is accepted')
  expect(() => exactLinearTasks(start, [{ from: 1, target: [1] }])).toThrow('tasks[0].from is 1: 0 is accepted')
  const twice = [0, 0].map((from) => ({ from, target: [1] }))
  expect(() => exactLinearTasks(start, twice)).toThrow('tasks[1].from is 0: a time after 0 is accepted')
})

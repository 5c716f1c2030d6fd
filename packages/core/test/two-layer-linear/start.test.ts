import { describe, expect, test } from 'vitest'
import { randomStream } from '../../src/random/index.ts'
import {
  balancedLinearStart,
  exactLinear,
  type LinearStart,
  linearConserved,
  linearDelta,
  linearFromBeta,
  linearOutputs,
} from '../../src/two-layer-linear/index.ts'
import { relativeError } from '../support/golden.ts'

const widths = [1, 2, 3, 5]
const shapes = widths.flatMap((hidden) =>
  widths.flatMap((inputs) => widths.map((outputs) => ({ hidden, inputs, outputs }))),
)
const possible = ({ hidden, inputs, outputs }: (typeof shapes)[0], delta: number): boolean =>
  delta === 0 || hidden <= (delta > 0 ? outputs : inputs)

const networkOf = ({ hidden, A0, W0, learningRate }: LinearStart) => ({ hidden, A: A0, W: W0, learningRate })

/** Largest entry of Δ − δI, in units of the largest of AAᵀ and WWᵀ. */
function unbalance(start: ReturnType<typeof balancedLinearStart>, delta: number): number {
  const { A0, W0, hidden } = start
  const Delta = linearConserved(networkOf(start))
  const size = Math.max(...A0.map(Math.abs), ...W0.map(Math.abs)) ** 2
  return Math.max(...Delta.map((entry, p) => Math.abs(entry - (p % (hidden + 1) === 0 ? delta : 0)))) / size
}

describe('in every shape in which it exists, a start has Δ = δI', () => {
  test.each([-1e6, -1, -1e-9, 0, 1e-9, 1, 1e6])('δ = %d', (delta) => {
    for (const shape of shapes.filter((shape) => possible(shape, delta))) {
      const start = balancedLinearStart(randomStream(3, 'student'), { ...shape, delta, scale: 0.5 })
      expect(unbalance(start, delta), JSON.stringify(shape)).toBeLessThan(1e-13)
      expect(linearDelta(networkOf(start))).toBeDefined()
    }
  })

  test.each([-3, 0, 2])('and WᵀA = β, δ = %d', (delta) => {
    const random = randomStream(5, 'data')
    for (const shape of shapes.filter((shape) => possible(shape, delta))) {
      const { hidden, inputs: d, outputs: c } = shape
      const rank = Math.min(hidden, d, c)
      const left = Array.from({ length: d * rank }, () => random.normal())
      const right = Array.from({ length: c * rank }, () => random.normal())
      const beta = Array.from({ length: d * c }, (_, p) => {
        let sum = 0
        for (let r = 0; r < rank; r++) sum += left[Math.floor(p / c) * rank + r] * right[(p % c) * rank + r]
        return sum
      })
      const start = linearFromBeta(beta, delta, shape)
      expect(unbalance(start, delta), JSON.stringify(shape)).toBeLessThan(1e-13)
      beta.forEach((entry, p) => {
        let sum = 0
        for (let k = 0; k < hidden; k++) sum += start.W0[k * d + Math.floor(p / c)] * start.A0[k * c + (p % c)]
        expect(sum).toBeCloseTo(entry, 12)
      })
    }
  })
})

test('one hidden neuron from β has the δ asked for, however large', () => {
  for (const delta of [-1e12, -1, 1, 1e12]) {
    const { A0, W0 } = linearFromBeta([0.6], delta, { hidden: 1, inputs: 1, outputs: 1 })
    expect(A0[0] * W0[0]).toBeCloseTo(0.6, 14)
    expect((A0[0] ** 2 - W0[0] ** 2) / delta).toBeCloseTo(1, 12)
  }
})

test.each([-3, 0, 2])('rates belong to the start: δ = %d, and β, hold with them', (delta) => {
  const learningRate = { a: 0.3, w: 5 }
  const shape = { hidden: 2, inputs: 3, outputs: 2, learningRate }
  const drawn = balancedLinearStart(randomStream(3, 'student'), { ...shape, delta, scale: 0.5 })
  const target = [1, -2, 0.5, 0.3, 2, 1]
  const made = linearFromBeta(target, delta, shape)
  for (const start of [drawn, made]) {
    expect(start.learningRate).toEqual(learningRate)
    expect(linearDelta(networkOf(start))).toBeCloseTo(delta, 12)
  }
  exactLinear({ ...made, target })
    .at([0, 3])
    .beta.forEach((entry, p) => {
      expect(entry).toBeCloseTo(target[p % 6], 12)
    })
})

test.each([1e308, 1e-300])('a β of size %d has its start, and its flow', (size) => {
  const target = [3, 4, -4, 3].map((entry) => (size / 5) * entry)
  for (const delta of [-size, 0, size]) {
    const start = linearFromBeta(target, delta, { hidden: 2, inputs: 2, outputs: 2 })
    for (const beta of [
      linearOutputs(networkOf(start), [1, 0, 0, 1]),
      exactLinear({ ...start, target }).beta([2 / size]),
    ])
      expect(relativeError(beta, target)).toBeLessThan(1e-12)
  }
})

test('where no such start exists, the error says which width could', () => {
  const draw = (delta: number, hidden: number) =>
    balancedLinearStart(randomStream(0, 'student'), { hidden, inputs: 3, outputs: 2, delta, scale: 1 })
  expect(() => draw(1, 3)).toThrow(
    'hidden is 3, delta is 1: AAᵀ − WWᵀ = δI with δ > 0 needs hidden ≤ outputs = 2; such a width, or delta 0, is accepted',
  )
  expect(() => draw(-1, 4)).toThrow('needs hidden ≤ inputs = 3')
  expect(() => draw(0, Number.MAX_SAFE_INTEGER)).toThrow('2³¹ weights at most are accepted')
  expect(draw(0, 7).A0).toHaveLength(14)
  expect(() => linearFromBeta([1, 0, 0, 1], 0, { hidden: 1, inputs: 2, outputs: 2 })).toThrow(
    'beta has rank 2, hidden is 1: a rank of at most hidden is accepted',
  )
  expect(() => linearFromBeta([1, 0, 0], 0, { hidden: 1, inputs: 2, outputs: 2 })).toThrow(
    'beta has length 3: 4 (2 × 2, inputs × outputs, row by row) is accepted',
  )
})

test('what is conserved is not taken of matrices that do not fit, or of numbers and rates that are none', () => {
  expect(() => linearConserved({ hidden: 2, A: [1, 2, 3], W: [1, 2] })).toThrow(
    'A has length 3: a multiple of 2 (hidden, row by row)',
  )
  expect(() => linearConserved({ hidden: 2, A: [1, 2], W: [] })).toThrow(
    'W has length 0: a multiple of 2 (hidden, row by row)',
  )
  expect(() => linearConserved({ hidden: 2, A: [1, 2], W: [1, Number.NaN] })).toThrow('W[1]')
  expect(() => linearDelta({ hidden: 1.5, A: [1], W: [1] })).toThrow('hidden is 1.5: a whole number ≥ 1 is accepted')
  expect(() => linearDelta({ hidden: 1, A: [1], W: [1], learningRate: { a: -1, w: 1 } })).toThrow(
    'learningRate.a is -1',
  )
})

test('at the largest number there is, a start is no other than at moderate ones', () => {
  const { A0, W0 } = linearFromBeta([Number.MAX_VALUE], 0, { hidden: 1, inputs: 1, outputs: 1 })
  expect(A0[0]! * (W0[0]! / Number.MAX_VALUE)).toBeCloseTo(1, 12)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactNeuron } from '../../src/single-neuron/index.ts'
import { adversarialProblem } from '../support/arbitrary-neuron.ts'

test('where the basin is 1 or −1, a ends with that sign', () => {
  let decided = 0
  fc.assert(
    fc.property(adversarialProblem, (problem) => {
      const exact = exactNeuron(problem)
      if (!exact.basin) return
      decided++
      const time = Math.min(1e300, 1e4 / exact.rate)
      expect(Math.sign(exact.at([time]).a[0])).toBe(exact.basin)
    }),
    { numRuns: 3000 },
  )
  expect(decided).toBeGreaterThan(1000)
})

test('where the basin is 0, a dies away', () => {
  let saddles = 0
  fc.assert(
    fc.property(adversarialProblem, (problem) => {
      const exact = exactNeuron(problem)
      if (exact.basin !== 0) return
      const { a0, w0, learningRate } = problem
      const squared = learningRate.w * a0 * a0 + learningRate.a * Math.hypot(...Array.from(w0)) ** 2
      fc.pre(squared > 1e-200) // smaller starts take longer than any double
      saddles++
      const { a } = exact.at([1e12 / squared]) // with target 0 and δ = 0 the way is (1 + 2a²t)^(−1/2)
      expect(Math.abs(a[0])).toBeLessThanOrEqual(1e-5 * Math.hypot(a0, ...Array.from(w0)))
    }),
    { numRuns: 3000 },
  )
  expect(saddles).toBeGreaterThan(200)
})

test('a start on the separating surface up to rounding has no basin', () => {
  // δ = −3: λ = √(9/4 + s²); z₊ = 0 at (λ + δ/2) a + b·w = 0. Solved for w along β* = (1, 0).
  const [a, s] = [0.5, 1]
  const across = Math.sqrt(3 + a * a) // ‖w‖² = a² + 3, split below
  const along = -((Math.sqrt(9 / 4 + s * s) - 3 / 2) * a) / s
  const rest = Math.sqrt(across * across - along * along)
  expect(exactNeuron({ a0: a, w0: [along, rest], target: [s, 0] }).basin).toBeUndefined()
  expect(exactNeuron({ a0: a, w0: [along + 1e-9, rest], target: [s, 0] }).basin).toBe(1)
  expect(exactNeuron({ a0: a, w0: [along - 1e-9, rest], target: [s, 0] }).basin).toBe(-1)
})

test('upstream flows end with the sign that a starts with, whatever the target says', () => {
  expect(exactNeuron({ a0: 2, w0: [-1], target: [50] }).basin).toBe(1)
  expect(exactNeuron({ a0: -2, w0: [1], target: [-50] }).basin).toBe(-1)
})

test('downstream flows turn their sign where the target pulls the other way', () => {
  expect(exactNeuron({ a0: 0.1, w0: [-2], target: [1] }).basin).toBe(-1)
})

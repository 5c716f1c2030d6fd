import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conservedDelta, exactNeuron, type LearningRate } from '../../src/single-neuron/index.ts'
import { adversarialProblem, anyTimes, moderateProblem, separation, uniform } from '../support/arbitrary-neuron.ts'

const size = (a: number, w: ArrayLike<number>, rates: LearningRate): number =>
  rates.w * a * a + rates.a * Array.from(w).reduce((sum, entry) => sum + entry * entry, 0)

test('the closed form is finite for every finite start, target, rate and time', () => {
  fc.assert(
    fc.property(adversarialProblem, anyTimes, (problem, times) => {
      const { a, w } = exactNeuron(problem).at(times)
      for (const value of [...a, ...w]) if (!Number.isFinite(value)) return false
      return true
    }),
    { numRuns: 4000 },
  )
})

test('the closed form keeps δ to 1e-12 of η_w a² + η_a ‖w‖²', () => {
  fc.assert(
    fc.property(adversarialProblem, anyTimes, (problem, times) => {
      const { a0, w0, learningRate } = problem
      const rates = learningRate!
      const exact = exactNeuron(problem)
      const { a, w } = exact.at(times)
      const d = w0.length
      times.forEach((_, i) => {
        const now = w.subarray(i * d, (i + 1) * d)
        const scale = Math.max(size(a0, w0, rates), size(a[i], now, rates))
        const drift = Math.abs(conservedDelta(a[i], now, rates) - exact.delta)
        expect(drift).toBeLessThanOrEqual(1e-12 * scale + Number.MIN_VALUE * 2 ** 52) // squares of 1e-159 underflow
      })
    }),
    { numRuns: 4000 },
  )
})

test('the flow of (−a, −w) is the mirror image of the flow of (a, w)', () => {
  fc.assert(
    fc.property(adversarialProblem, anyTimes, (problem, times) => {
      const { a0, w0 } = problem
      const one = exactNeuron(problem)
      const other = exactNeuron({ ...problem, a0: -a0, w0: Array.from(w0, (entry) => -entry) })
      const [left, right] = [one.at(times), other.at(times)]
      for (let i = 0; i < left.a.length; i++) if (left.a[i] + right.a[i] !== 0) return false
      for (let i = 0; i < left.w.length; i++) if (left.w[i] + right.w[i] !== 0) return false
      return one.basin === undefined ? other.basin === undefined : one.basin + other.basin! === 0
    }),
    { numRuns: 2000 },
  )
})

test('solving to s and from there to t is solving to s + t', () => {
  const time = uniform(0, 5)
  fc.assert(
    fc.property(moderateProblem, time, time, (problem, s, t) => {
      fc.pre(separation(problem) > 0.05)
      const first = exactNeuron(problem).at([s])
      const second = exactNeuron({ ...problem, a0: first.a[0], w0: first.w }).at([t])
      const whole = exactNeuron(problem).at([s + t])
      expect(Math.abs(second.a[0] - whole.a[0])).toBeLessThanOrEqual(1e-12)
      for (let j = 0; j < whole.w.length; j++) expect(Math.abs(second.w[j] - whole.w[j])).toBeLessThanOrEqual(1e-12)
    }),
    { numRuns: 2000 },
  )
})

test('time 0 returns the start as it came, bit for bit', () => {
  fc.assert(
    fc.property(adversarialProblem, (problem) => {
      const { a, w } = exactNeuron(problem).at([0])
      return Object.is(a[0], problem.a0) && [...w].every((entry, j) => Object.is(entry, problem.w0[j]))
    }),
    { numRuns: 500 },
  )
})

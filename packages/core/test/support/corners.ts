import fc from 'fast-check'
import type { Rates } from '../../src/learning-rate.ts'
import { exactNeuron, neuronDelta } from '../../src/single-neuron/index.ts'
import { anyTimes, cornerProblem } from './arbitrary-neuron.ts'

const sizeOf = (a: number, w: ArrayLike<number>, rates: Rates): number =>
  rates.w * a * a + rates.a * Array.from(w).reduce((sum, entry) => sum + entry * entry, 0)

/** Holds so many corner cases of the closed form to be finite, to keep δ, and to be the start at time 0, bit for bit. */
export function expectCorners(numRuns: number): void {
  fc.assert(
    fc.property(cornerProblem, anyTimes, (problem, times) => {
      const { a0, w0, learningRate: rates } = problem
      const exact = exactNeuron(problem)
      const { a, w } = exact.at([...times, 0])
      const d = w0.length
      const before = sizeOf(a0, w0, rates)
      for (let i = 0; i < a.length; i++) {
        const now = w.subarray(i * d, (i + 1) * d)
        const after = sizeOf(a[i], now, rates)
        const drift = Math.abs(neuronDelta({ a: a[i], w: now, learningRate: rates }) - exact.delta)
        // NaN and Infinity fail here too. Squares of 1e-159 underflow.
        if (!(drift <= 1e-12 * Math.max(before, after) + Number.MIN_VALUE * 2 ** 72 && after < Infinity)) return false
      }
      if (!Object.is(a.at(-1), a0)) return false
      return w.subarray(-d).every((entry, j) => Object.is(entry, w0[j]))
    }),
    { numRuns },
  )
}

/** Holds the flow of (−a, −w) to be the mirror image of the flow of (a, w) in so many corner cases, bit for bit. */
export function expectMirrorImages(numRuns: number): void {
  fc.assert(
    fc.property(cornerProblem, anyTimes, (problem, times) => {
      const { a0, w0 } = problem
      const one = exactNeuron(problem)
      const other = exactNeuron({ ...problem, a0: -a0, w0: w0.map((entry) => -entry) })
      const [left, right] = [one.at(times), other.at(times)]
      for (let i = 0; i < left.a.length; i++) if (left.a[i] + right.a[i] !== 0) return false
      for (let i = 0; i < left.w.length; i++) if (left.w[i] + right.w[i] !== 0) return false
      return one.basin === undefined ? other.basin === undefined : one.basin + other.basin! === 0
    }),
    { numRuns },
  )
}

import fc from 'fast-check'
import { expect } from 'vitest'
import { dop853, integrate } from '../../src/integrate/index.ts'
import type { Rates } from '../../src/learning-rate.ts'
import { type DataProblem, type NeuronBuffers, neuronDataFlow } from '../../src/single-neuron/index.ts'
import { power, uniform } from './arbitrary-neuron.ts'

export type Data = DataProblem & { X: number[]; y: number[]; w0: number[]; learningRate: Rates }

const list = (length: number, bound: number): fc.Arbitrary<number[]> =>
  fc.array(uniform(-bound, bound), { minLength: length, maxLength: length })

/** X = Σ of `rank` outer products, n × d: any shape, full rank or not. δ ≥ 0: no saddle magnifies an error. */
export const anyData: fc.Arbitrary<Data> = fc
  .record({
    n: fc.integer({ min: 1, max: 7 }),
    d: fc.integer({ min: 1, max: 7 }),
    rank: fc.integer({ min: 1, max: 7 }),
  })
  .chain(({ n, d, rank }) =>
    fc
      .record({
        left: list(n * rank, 1),
        right: list(rank * d, 1),
        y: list(n, 2),
        w0: list(d, 1),
        learningRate: fc.record({ a: power(-0.5, 0.5), w: power(-0.5, 0.5) }),
        excess: uniform(0, 1),
        sign: fc.constantFrom(1, -1),
      })
      .map(({ left, right, y, w0, learningRate, excess, sign }) => ({
        X: product(left, right, n, rank, d),
        y,
        w0,
        learningRate,
        a0: sign * Math.sqrt(excess + (learningRate.a / learningRate.w) * w0.reduce((sum, w) => sum + w * w, 0)),
      })),
  )

/** Left (n × r) times right (r × d), row by row. */
export function product(left: number[], right: number[], n: number, r: number, d: number): number[] {
  return Array.from({ length: n * d }, (_, p) => {
    let sum = 0
    for (let k = 0; k < r; k++) sum += left[Math.floor(p / d) * r + k] * right[k * d + (p % d)]
    return sum
  })
}

export function diagonal(...entries: number[]): number[] {
  return entries.flatMap((entry, i) => entries.map((_, j) => (i === j ? entry : 0)))
}

/** The same flow from its equations as they stand, nothing reduced, by an explicit method. */
export function integrated({ a0, w0, X, y, learningRate }: DataProblem, times: number[]): NeuronBuffers {
  const n = w0.length + 1
  const start = [a0, ...Array.from(w0)]
  const { states, reason } = integrate(neuronDataFlow({ X, y, learningRate }), start, times, {
    rtol: 1e-13,
    atol: 1e-15 * Math.hypot(...start),
    solver: dop853,
  })
  expect(reason).toBe('complete')
  return {
    a: Float64Array.from(times, (_, i) => states[i * n]),
    w: Float64Array.from(
      { length: times.length * (n - 1) },
      (_, p) => states[Math.floor(p / (n - 1)) * n + 1 + (p % (n - 1))],
    ),
  }
}

/** Equal within `tolerance` of the largest entry, or of 1 where that is less. */
export function expectStates(actual: NeuronBuffers, expected: NeuronBuffers, tolerance: number): void {
  for (const name of ['a', 'w'] as const) {
    const largest = expected[name].reduce((most, entry) => Math.max(most, Math.abs(entry)), 1)
    for (let i = 0; i < expected[name].length; i++)
      expect(Math.abs(actual[name][i] - expected[name][i]), `${name}[${i}]`).toBeLessThanOrEqual(tolerance * largest)
  }
}

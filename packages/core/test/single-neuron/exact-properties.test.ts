import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactNeuron } from '../../src/single-neuron/index.ts'
import { anyTimes, cornerProblem, moderateProblem, separation, uniform } from '../support/arbitrary-neuron.ts'
import { expectCorners, expectMirrorImages } from '../support/corners.ts'

/** Largest |x_j − y_j|. */
const distance = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
  Array.from(x).reduce((most, entry, j) => Math.max(most, Math.abs(entry - y[j])), 0)

test('for corner cases a and w are finite, keep δ to 1e-12 of η_w a² + η_a‖w‖², and at time 0 are the start', () => {
  expectCorners(6000)
})

test('the flow of (−a, −w) is the mirror image of the flow of (a, w), bit for bit', () => {
  expectMirrorImages(3000)
})

test('powers of two in the units of a, w, β* and t change nothing else', () => {
  // a → 2^k a, w → 2^k w, β* → 4^k β*, t → 4^−k t solves the same equations.
  const moved = (list: ArrayLike<number>, exponent: number): number[] =>
    Array.from(list, (entry) => entry * 2 ** exponent)
  fc.assert(
    fc.property(
      moderateProblem,
      fc.array(uniform(0, 20), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: -60, max: 60 }),
      (problem, times, k) => {
        const { a, w } = exactNeuron(problem).at(times)
        const { a0, w0, target, learningRate } = problem
        const other = exactNeuron({ a0: a0 * 2 ** k, w0: moved(w0, k), target: moved(target, 2 * k), learningRate })
        const scaled = other.at(moved(times, -2 * k))
        expect([Array.from(scaled.a), Array.from(scaled.w)]).toEqual([moved(a, k), moved(w, k)])
      },
    ),
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
      expect(distance(second.w, whole.w)).toBeLessThanOrEqual(1e-12)
    }),
    { numRuns: 3000 },
  )
})

test('turning start and target turns the flow', () => {
  /** x mirrored at the plane across n: a turn of both start and target by any such mirrors. */
  const mirrored = (x: readonly number[], normal: readonly number[]): number[] => {
    const n = normal.slice(0, x.length)
    const nn = n.reduce((sum, entry) => sum + entry * entry, 0)
    const share = n.reduce((sum, entry, j) => sum + entry * x[j], 0) / nn
    return x.map((entry, j) => entry - 2 * share * n[j])
  }
  fc.assert(
    fc.property(
      moderateProblem,
      uniform(0, 10),
      fc.array(uniform(0.1, 1), { minLength: 4, maxLength: 4 }),
      (problem, t, n) => {
        fc.pre(separation(problem) > 0.05)
        const { w0, target } = problem
        const straight = exactNeuron(problem).at([t])
        const turned = exactNeuron({ ...problem, w0: mirrored(w0, n), target: mirrored(target, n) }).at([t])
        expect(Math.abs(straight.a[0] - turned.a[0])).toBeLessThanOrEqual(1e-12)
        expect(distance(mirrored(Array.from(straight.w), n), turned.w)).toBeLessThanOrEqual(1e-12)
      },
    ),
    { numRuns: 3000 },
  )
})

test('times given as a plain array are times given as a typed one, one by one or together, into buffers or not', () => {
  fc.assert(
    fc.property(cornerProblem, anyTimes, (problem, times) => {
      const exact = exactNeuron(problem)
      const d = problem.w0.length
      const plain = exact.at(times)
      const into = { a: new Float64Array(times.length), w: new Float64Array(times.length * d) }
      expect(exact.at(Float64Array.from(times), into)).toEqual(plain)
      times.forEach((t, i) => {
        const one = exact.at([t])
        // In company of times next to 0 the form for those is taken: the last digit may differ.
        expect(Math.abs(one.a[0] - plain.a[i])).toBeLessThanOrEqual(
          1e-14 * Math.max(Math.abs(plain.a[i]), Math.hypot(...one.w)),
        )
      })
    }),
    { numRuns: 3000 },
  )
})

test('more times than fit one block are each as if alone', () => {
  const exact = exactNeuron({ a0: 0.7, w0: [0.3, -0.8, 0.1], target: [1, 0.5, -2] })
  const times = Float64Array.from({ length: 1001 }, (_, i) => ((i * 7919) % 1001) / 50)
  const { a, w } = exact.at(times)
  times.forEach((t, i) => {
    const one = exact.at([t])
    expect(Math.abs(one.a[0] - a[i])).toBeLessThanOrEqual(1e-14)
    expect(distance(one.w, w.subarray(3 * i, 3 * i + 3))).toBeLessThanOrEqual(1e-14)
  })
})

test('the problem that came is neither changed nor needed any more', () => {
  const target = Object.freeze([1, 0.5])
  const w0 = [0.3, -0.8]
  const problem = Object.freeze({ a0: 0.7, w0: Object.freeze([...w0]), target })
  const expected = exactNeuron(problem).at(Object.freeze([0, 1]))
  const reused = { a0: 0.7, w0: [...w0], target: [...target] }
  const exact = exactNeuron(reused)
  reused.w0.fill(9)
  reused.target.fill(9)
  expect(exact.at([0, 1])).toEqual(expected)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  exactNeuron,
  neuronFromBeta,
  neuronKernel,
  neuronKernelMeasures,
  neuronPreconditioner,
} from '../../src/single-neuron/index.ts'
import { adversarialProblem, power, uniform } from '../support/arbitrary-neuron.ts'

const entry = uniform(-2, 2)
const row = (d: number): fc.Arbitrary<number[]> => fc.array(entry, { minLength: d, maxLength: d })
const anyCase = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 7 })).chain(([d, n]) =>
  fc.record({
    a: entry,
    w: row(d),
    X: row(n * d),
    y: row(n),
    rate: fc.record({ a: power(-0.7, 0.7), w: power(-0.7, 0.7) }),
  }),
)

test('K is X M Xᵀ', () => {
  fc.assert(
    fc.property(anyCase, ({ a, w, X, y, rate }) => {
      const [n, d] = [y.length, w.length]
      const M = neuronPreconditioner({ a, w, learningRate: rate })
      const K = neuronKernel({ a, w, learningRate: rate }, X)
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) {
          let sum = 0
          for (let k = 0; k < d; k++) for (let l = 0; l < d; l++) sum += X[i * d + k] * M[k * d + l] * X[j * d + l]
          expect(K[i * n + j]).toBeCloseTo(sum, 10)
        }
    }),
    { numRuns: 300 },
  )
})

test('norm and alignment are those of the n × n kernel', () => {
  fc.assert(
    fc.property(anyCase, ({ a, w, X, y, rate }) => {
      const K = neuronKernel({ a, w, learningRate: rate }, X)
      const size = Math.hypot(...K)
      const squared = y.reduce((sum, label) => sum + label * label, 0)
      fc.pre(size > 1e-6 && squared > 1e-6)
      let product = 0
      for (let i = 0; i < y.length; i++) for (let j = 0; j < y.length; j++) product += y[i] * K[i * y.length + j] * y[j]
      const measured = neuronKernelMeasures({ a0: a, w0: w, X, y, learningRate: rate })({ a, w })
      expect(measured.kernelNorm / size).toBeCloseTo(1, 12)
      expect(Math.abs(measured.kernelAlignment - product / (size * squared))).toBeLessThanOrEqual(1e-12)
    }),
    { numRuns: 1000 },
  )
})

test('for whitened input β* says all that X and y do', () => {
  // Columns of a rotation: XᵀX = I; y = X β*.
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)]
  const X = [c, 0, s * 0.6, 0.8, s * 0.8, -0.6]
  fc.assert(
    fc.property(row(2), row(2), entry, (w, target, a) => {
      fc.pre(Math.hypot(...target) > 1e-3 && Math.hypot(a, ...w) > 1e-3)
      const start = { a0: 0.3, w0: [0.7, -0.2] }
      const y = [0, 1, 2].map((i) => X[2 * i] * target[0] + X[2 * i + 1] * target[1])
      const whole = neuronKernelMeasures({ ...start, X, y })({ a, w })
      const short = neuronKernelMeasures({ ...start, target })({ a, w })
      expect(short.kernelNorm / whole.kernelNorm).toBeCloseTo(1, 12)
      expect(short.kernelAlignment).toBeCloseTo(whole.kernelAlignment, 12)
      expect(short.kernelDistance).toBeCloseTo(whole.kernelDistance, 12)
    }),
    { numRuns: 500 },
  )
})

test('silent alignment: the kernel of a small balanced start turns to the target while the loss stands still', () => {
  const target = [0, 1]
  const start = neuronFromBeta([-1e-6, 0], 0)
  const exact = exactNeuron({ ...start, target })
  const measure = neuronKernelMeasures({ ...start, target })
  const at = (time: number) => {
    const state = exact.at([time]).at(0)
    const loss = (state.beta[0] ** 2 + (state.beta[1] - 1) ** 2) / 2
    return { loss, ...measure(state) }
  }
  const silent = at(3.5)
  expect(at(0).kernelAlignment).toBeCloseTo(1 / Math.sqrt(5), 5)
  expect(silent.kernelAlignment).toBeGreaterThan(0.99 * (2 / Math.sqrt(5))) // all that δ = 0 allows
  expect(silent.kernelDistance).toBeGreaterThan(0.19)
  expect(silent.loss).toBeGreaterThan(0.4985)
  expect(silent.kernelNorm / at(50).kernelNorm).toBeLessThan(2e-3)
})

test('states of any size have their alignment, and alignments lie between 0 and 1', () => {
  const measure = neuronKernelMeasures({ a0: 1, w0: [1, 0], target: [3, 4] })
  const { kernelNorm, kernelAlignment } = measure({ a: 1, w: [1, 0] })
  const tiny = measure({ a: 2 ** -300, w: [2 ** -300, 0] })
  expect(tiny.kernelAlignment).toBe(kernelAlignment)
  expect(tiny.kernelNorm).toBe(kernelNorm * 2 ** -600)
  fc.assert(
    fc.property(adversarialProblem, (problem) => {
      const { a0, w0, target } = problem
      const { kernelAlignment: alignment } = neuronKernelMeasures(problem)({ a: a0, w: w0 })
      const there =
        [[a0], w0].some((v) => Array.from(v).some((x) => x !== 0)) && Array.from(target).some((x) => x !== 0)
      expect(there ? alignment >= 0 && alignment <= 1 + 1e-15 : Number.isNaN(alignment)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('bad input is refused by name', () => {
  expect(() => neuronKernel({ a: 1, w: [1, 2] }, [1, 2, 3])).toThrow(
    "X has length 3: rows of 2 (w's length) are accepted",
  )
  expect(() => neuronKernel({ a: 1, w: [1] }, [Number.NaN])).toThrow('X[0] is NaN')
  const start = { a0: 1, w0: [1] }
  expect(() => neuronKernelMeasures({ ...start, X: [1, 2, 3], y: [1, 2] })).toThrow("X has length 3: 2 (y's length 2")
  expect(() => neuronKernelMeasures({ ...start, X: [1, 2], y: [Number.NaN, 1] })).toThrow('y[0] is NaN')
  expect(() => neuronKernelMeasures({ ...start, target: [] })).toThrow("target has length 0: 1 (w0's length)")
  expect(() => neuronKernelMeasures(start as typeof start & { target: number[] })).toThrow('target is missing')
  expect(() => neuronKernelMeasures({ ...start, target: [1], learningRate: { a: 0, w: 1 } })).toThrow(
    'learningRate.a is 0',
  )
  expect(() => neuronKernelMeasures({ ...start, target: [1] })({ a: 1, w: [1, 2] })).toThrow(
    "w has length 2: 1 (w0's length) is accepted",
  )
})

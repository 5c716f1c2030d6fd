import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { integrate } from '../../src/integrate/index.ts'
import { exactNeuron } from '../../src/single-neuron/index.ts'
import { exactLinear, type LinearProblem } from '../../src/two-layer-linear/index.ts'
import { balancedProblem } from '../support/arbitrary-linear.ts'

const entry = fc.integer({ min: -2_000_000, max: 2_000_000 }).map((value) => value / 1e6)
const scale = fc.integer({ min: -12, max: 6 }).map((power) => 10 ** power)
const vectors = fc
  .integer({ min: 1, max: 5 })
  .chain((d) =>
    fc.tuple(fc.array(entry, { minLength: d, maxLength: d }), fc.array(entry, { minLength: d, maxLength: d })),
  )

test('one hidden neuron and one output is the single neuron, whatever the sizes and times', () => {
  fc.assert(
    fc.property(vectors, entry, scale, scale, ([w, target], a, sizeA, sizeW) => {
      const times = [0, 1e-9, 0.01, 0.7, 3, 40, 1e4, 1e12]
      const a0 = a * sizeA
      const w0 = w.map((value) => value * sizeW)
      const neuron = exactNeuron({ a0, w0, target })
      fc.pre(neuron.basin !== undefined)
      const states = neuron.at(times)
      const { beta, readoutGram } = exactLinear({ hidden: 1, A0: [a0], W0: w0, target }).at(times)
      const d = w0.length
      for (let n = 0; n < times.length; n++) {
        const expected = w0.map((_, j) => states.a[n] * states.w[n * d + j])
        const largest = Math.max(...target.map(Math.abs), ...w0.map((value) => Math.abs(a0 * value)))
        for (let j = 0; j < d; j++)
          expect(Math.abs(beta[n * d + j] - expected[j]), `β at ${times[n]}`).toBeLessThanOrEqual(1e-6 * largest)
        const squared = states.a[n] ** 2
        expect(Math.abs(readoutGram[n] - squared)).toBeLessThanOrEqual(1e-6 * Math.max(squared, largest))
      }
    }),
    { numRuns: 300 },
  )
})

/** β of the factors integrated: Ȧ = −W (β − β*), Ẇ = −A (β − β*)ᵀ. */
function integrated({ hidden: h, A0, W0, target }: LinearProblem, times: number[]): number[][] {
  const c = A0.length / h
  const d = W0.length / h
  const betaOf = (y: ArrayLike<number>): Float64Array => {
    const beta = new Float64Array(d * c)
    for (let i = 0; i < d; i++)
      for (let j = 0; j < c; j++) for (let k = 0; k < h; k++) beta[i * c + j] += y[h * c + k * d + i] * y[k * c + j]
    return beta
  }
  const flow = (_t: number, y: Float64Array, into: Float64Array): void => {
    const gap = betaOf(y).map((value, p) => value - target[p])
    into.fill(0)
    for (let k = 0; k < h; k++)
      for (let i = 0; i < d; i++)
        for (let j = 0; j < c; j++) {
          into[k * c + j] -= y[h * c + k * d + i] * gap[i * c + j]
          into[h * c + k * d + i] -= y[k * c + j] * gap[i * c + j]
        }
  }
  const start = Float64Array.from([...Array.from(A0), ...Array.from(W0)])
  const { states } = integrate(flow, start, times, { rtol: 1e-11, atol: 1e-13 })
  return times.map((_, n) => Array.from(betaOf(states.subarray(n * start.length, (n + 1) * start.length))))
}

describe('for every shape and δ', () => {
  const shapes = [
    { hidden: 2, inputs: 3, outputs: 2 },
    { hidden: 2, inputs: 2, outputs: 5 },
    { hidden: 3, inputs: 3, outputs: 3 },
    { hidden: 4, inputs: 6, outputs: 5 },
  ]
  const deltas = [-3, -0.1, 0.2, 2]
  const all = shapes.flatMap((shape) =>
    deltas
      .filter((delta) => shape.hidden <= (delta >= 0 ? shape.outputs : shape.inputs))
      .map((delta) => ({ ...shape, delta })),
  )

  test.each(all)(
    '$hidden hidden, $inputs inputs, $outputs outputs, δ = $delta: is the integrated flow',
    ({ delta, ...shape }) => {
      const problem = balancedProblem(5, shape, delta, 0.6)
      const times = [0, 0.1, 0.5, 2, 5]
      const { beta } = exactLinear(problem).at(times)
      const width = shape.inputs * shape.outputs
      for (const [n, expected] of integrated(problem, times).entries())
        for (let p = 0; p < width; p++) expect(beta[n * width + p]).toBeCloseTo(expected[p], 7)
    },
  )

  test.each(all)(
    '$hidden hidden, $inputs inputs, $outputs outputs, δ = $delta: keeps ‖A‖² − ‖W‖² = hδ',
    ({ delta, ...shape }) => {
      const times = [0, 0.3, 4, 1e3, 1e9]
      const { readoutGram, inputGram } = exactLinear(balancedProblem(6, shape, delta, 0.6)).at(times)
      const trace = (gram: Float64Array, n: number, size: number): number =>
        Array.from({ length: size }, (_, i) => gram[(n * size + i) * size + i]).reduce((sum, value) => sum + value, 0)
      for (let n = 0; n < times.length; n++)
        expect(trace(readoutGram, n, shape.outputs) - trace(inputGram, n, shape.inputs)).toBeCloseTo(
          shape.hidden * delta,
          9,
        )
    },
  )
})

test('stays finite for every δ, time and size of the target', () => {
  for (const delta of [-1e12, -1e6, -1, 1, 1e6, 1e12])
    for (const size of [0, 1e-8, 1, 1e8]) {
      const { target, ...start } = balancedProblem(7, { hidden: 2, inputs: 3, outputs: 3 }, delta, 1)
      const exact = exactLinear({ ...start, target: Array.from(target, (value) => size * value) })
      const { beta, readoutGram, inputGram } = exact.at([0, 1e-12, 1e-3, 1, 1e3, 1e12])
      for (const values of [beta, readoutGram, inputGram])
        expect(Array.from(values).every(Number.isFinite), `δ = ${delta}, ${size}`).toBe(true)
    }
})

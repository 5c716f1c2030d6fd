import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deepLinearSystem } from '../../src/deep-linear/index.ts'
import { lossFactor } from '../../src/measures/index.ts'
import { plainProduct, plainSquares, randomDeep } from '../support/deep-case.ts'

const width = fc.integer({ min: 1, max: 6 })
const problems = fc
  .tuple(
    fc.integer({ min: 0, max: 1e6 }),
    fc.array(width, { minLength: 2, maxLength: 7 }),
    fc.integer({ min: 1, max: 9 }),
  )
  .map(([seed, widths, samples]) => randomDeep(seed, widths, samples))

test('product and loss are what they are by definition, sample by sample, for every shape', () => {
  fc.assert(
    fc.property(problems, fc.constantFrom('half-sum', 'mean', 'half-mean'), (problem, loss) => {
      const { start, product, loss: lossOf } = deepLinearSystem({ ...problem, loss })
      const expected = plainProduct(problem.widths, problem.W0)
      const size = Math.max(...expected.map(Math.abs))
      product(start).forEach((entry, p) => {
        expect(Math.abs(entry - expected[p])).toBeLessThanOrEqual(1e-13 * size)
      })
      const samples = problem.Y.length / problem.widths[problem.widths.length - 1]
      const plain = lossFactor(loss, samples) * plainSquares(problem, problem.W0)
      expect(Math.abs(lossOf(start) - plain)).toBeLessThanOrEqual(1e-12 * plain)
    }),
    { numRuns: 300 },
  )
})

test('the gradient is the slope of the loss by finite differences, for every shape', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const { start, gradient, loss } = deepLinearSystem(problem)
      const into = new Float64Array(start.length)
      expect(gradient(start, into)).toBe(loss(start))
      const largest = into.reduce((most, entry) => Math.max(most, Math.abs(entry)), loss(start))
      for (let p = 0; p < start.length; p++) {
        const h = 1e-5
        const [up, down] = [start.slice(), start.slice()]
        up[p] += h
        down[p] -= h
        expect(Math.abs((loss(up) - loss(down)) / (2 * h) - into[p])).toBeLessThanOrEqual(1e-7 * largest)
      }
    }),
    { numRuns: 60 },
  )
})

test('the flow goes against the gradient at each layer’s own rate', () => {
  const problem = { ...randomDeep(3, [3, 2, 4, 2], 5), learningRate: [2, 0.5, 3] }
  const { start, gradient, flow, layers } = deepLinearSystem(problem)
  const slope = new Float64Array(start.length)
  const velocity = new Float64Array(start.length)
  gradient(start, slope)
  flow(0, start, velocity)
  layers(velocity).forEach((layer, l) => {
    layer.forEach((entry, p) => {
      expect(entry).toBeCloseTo(-problem.learningRate[l] * layers(slope)[l][p], 14)
    })
  })
})

describe('data is taken to as many rows as X has rank', () => {
  test('the same samples twice have the same loss and gradient', () => {
    const problem = randomDeep(4, [3, 4, 2], 6)
    const twice = { ...problem, X: [...Array.from(problem.X), ...Array.from(problem.X)] }
    const { start, gradient } = deepLinearSystem(problem)
    const into = [new Float64Array(start.length), new Float64Array(start.length)]
    const losses = [
      gradient(start, into[0]),
      deepLinearSystem({ ...twice, Y: [...Array.from(problem.Y), ...Array.from(problem.Y)] }).gradient(start, into[1]),
    ]
    expect(losses[1]).toBeCloseTo(losses[0], 12)
    into[0].forEach((entry, p) => {
      expect(into[1][p]).toBeCloseTo(entry, 12)
    })
  })

  test('rows of 1e8 beside rows of 1e-4 each keep their share of the loss: XᵀX would have lost the small ones', () => {
    // f = β x with two inputs; the large rows see x₁ alone, the small ones x₂
    const X = [1e8, 0, 0, 1e-4, 1e8, 0, 0, 1e-4]
    const problem = { widths: [2, 1], W0: [[3, 5]], X, Y: [3e8, 0, 3e8, 0], loss: 'half-sum' as const }
    const { start, gradient } = deepLinearSystem(problem)
    const into = new Float64Array(2)
    expect(Math.abs(gradient(start, into) - 5e-4 ** 2)).toBeLessThan(1e-14) // (ε 3e8)²
    expect(Math.abs(into[1] - 2 * 5e-4 * 1e-4)).toBeLessThan(1e-20)
  })

  test('all inputs 0: the loss is that of the targets, and nothing moves', () => {
    const problem = {
      widths: [2, 3, 1],
      W0: [
        [1, 2, 3, 4, 5, 6],
        [1, 1, 1],
      ],
      X: [0, 0, 0, 0],
      Y: [1, 2],
    }
    const { start, gradient } = deepLinearSystem(problem)
    const into = new Float64Array(start.length)
    expect(gradient(start, into)).toBe(5 / 4)
    expect(into.every((entry) => entry === 0)).toBe(true)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  chainFromBeta,
  deepLinearConserved,
  flowChain,
  flowDeepLinear,
  isotropicStart,
  richInterpolant,
  richPotential,
} from '../../src/deep-linear/index.ts'
import { neuronFate, neuronFromBeta } from '../../src/single-neuron/index.ts'
import { plainProduct } from '../support/deep-case.ts'
import { relativeError } from '../support/golden.ts'

const X = [1, 0.5, -0.2, 0.3, 1, 0.7]
const y = [1, -0.5]
const beta0 = [0.1, -0.3, 0.2]
const dot = (p: ArrayLike<number>, q: ArrayLike<number>): number =>
  Array.from(p).reduce((sum, value, i) => sum + value * q[i], 0)

describe('the potential', () => {
  test.each([1, 2, 3, 5, 20])('of %d layers has the gradient that it says, by finite differences', (depth) => {
    const beta = [0.3, -1.2, 0.4]
    const { gradient } = richPotential(beta, depth)
    const h = 1e-6
    gradient.forEach((slope, j) => {
      const moved = (by: number): number =>
        richPotential(
          beta.map((value, i) => (i === j ? value + by : value)),
          depth,
        ).value
      expect((moved(h) - moved(-h)) / (2 * h)).toBeCloseTo(slope, 8)
    })
  })

  test('of one layer is ½‖β‖², of two the single neuron’s at δ = 0 up to a factor', () => {
    expect(richPotential([3, 4], 1)).toEqual({ value: 12.5, gradient: Float64Array.of(3, 4) })
    expect(richPotential([0, 4], 2).value).toBeCloseTo((2 / 3) * 8, 14)
  })

  test('is 0 with gradient 0 at β = 0', () => {
    expect(richPotential([0, 0], 4)).toEqual({ value: 0, gradient: Float64Array.of(0, 0) })
  })
})

describe('the interpolant', () => {
  test.each([1, 2, 3, 5, 9])(
    'of %d layers fits the data and is stationary: ∇Ψ(β) − ∇Ψ(β₀) lies in the rows of X',
    (depth) => {
      const beta = richInterpolant({ X, y, beta0, depth })
      expect(dot(X.slice(0, 3), beta)).toBeCloseTo(1, 13)
      expect(dot(X.slice(3), beta)).toBeCloseTo(-0.5, 13)
      const [end, start] = [richPotential(beta, depth).gradient, richPotential(beta0, depth).gradient]
      const normal = [0.5 * 0.7 + 0.2, -0.2 * 0.3 - 0.7, 1 - 0.5 * 0.3] // the one direction across the rows of X
      expect(dot(normal, X.slice(0, 3))).toBeCloseTo(0, 15)
      expect(dot(normal, end)).toBeCloseTo(dot(normal, start), 13)
    },
  )

  test.each([2, 3, 5])('of %d layers costs less than any other solution near it', (depth) => {
    const beta = richInterpolant({ X, y, beta0, depth })
    const linear = richPotential(beta0, depth).gradient
    const cost = (at: ArrayLike<number>): number => richPotential(at, depth).value - dot(linear, at)
    const normal = [0.5 * 0.7 + 0.2, -0.2 * 0.3 - 0.7, 1 - 0.5 * 0.3]
    for (const by of [-1, -0.01, 0.01, 1])
      expect(cost(beta.map((value, j) => value + by * normal[j]))).toBeGreaterThan(cost(beta))
  })

  test('of one layer is the solution nearest β₀, of two the single neuron’s limit at δ = 0', () => {
    const nearest = flowDeepLinear({ widths: [3, 1], W0: [beta0], X, Y: y }, [1e3]).product
    expect(relativeError(richInterpolant({ X, y, beta0, depth: 1 }), Array.from(nearest))).toBeLessThan(1e-10)
    const { limit } = neuronFate({ ...neuronFromBeta(beta0, 0), X, y })
    const beta = limit!.w.map((value) => limit!.a * value)
    expect(relativeError(richInterpolant({ X, y, beta0, depth: 2 }), Array.from(beta))).toBeLessThan(1e-12)
  })

  test.each([2, 3, 4, 6])('of %d layers is where one neuron a layer with δ = 0 ends, integrated', (depth) => {
    const start = chainFromBeta(beta0, new Float64Array(depth - 1))
    const { beta } = flowChain({ ...start, X, y }, [2000])
    expect(relativeError(richInterpolant({ X, y, beta0, depth }), Array.from(beta))).toBeLessThan(1e-10)
  })

  test.each([2, 3, 5])(
    'of %d layers is the limit of isotropic starts as δ → 0, at a distance in proportion to δ',
    (depth) => {
      const rich = Array.from(richInterpolant({ X, y, beta0, depth }))
      const distance = (delta: number): number => {
        const { product } = flowDeepLinear({ ...isotropicStart(beta0, delta, { depth }), X, Y: y }, [2000])
        return relativeError(product, rich)
      }
      const [coarse, fine, finest] = [-1e-3, -1e-5, -1e-7].map(distance)
      expect(coarse).toBeGreaterThan(1e-5)
      expect(coarse / fine).toBeGreaterThan(80)
      expect(coarse / fine).toBeLessThan(125)
      expect(finest).toBeLessThan(3e-7)
    },
  )

  test('deeper networks end at other solutions', () => {
    const ends = [1, 2, 3, 5].map((depth) => richInterpolant({ X, y, beta0, depth }))
    for (let k = 1; k < ends.length; k++) expect(relativeError(ends[k], Array.from(ends[k - 1]))).toBeGreaterThan(0.05)
  })

  test('repeated samples and more of them than their rank change nothing', () => {
    const twice = { X: [...X, ...X.slice(0, 3)], y: [...y, y[0]], beta0, depth: 3 }
    const once = Array.from(richInterpolant({ X, y, beta0, depth: 3 }))
    expect(relativeError(richInterpolant(twice), once)).toBeLessThan(1e-12)
  })

  test('holds for starts and targets of any size: in proportion, and finite', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -60, max: 60 }),
        fc.integer({ min: 2, max: 8 }),
        fc.constantFrom(0, 1e-30, 1e-6, 1, 1e6),
        (power, depth, goal) => {
          const scale = 10 ** power
          const targets = y.map((value) => value * goal)
          const plain = Array.from(richInterpolant({ X, y: targets, beta0, depth }))
          const scaled = richInterpolant({
            X,
            y: targets.map((value) => value * scale),
            beta0: beta0.map((value) => value * scale),
            depth,
          })
          expect(
            relativeError(
              scaled.map((value) => value / scale),
              plain,
            ),
          ).toBeLessThan(1e-11)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('of β₀ = 0 is the smallest solution; of y = 0 what of β₀ no sample sees, grown by its own size', () => {
    const smallest = flowDeepLinear({ widths: [3, 1], W0: [[0, 0, 0]], X, Y: y }, [1e3]).product
    expect(relativeError(richInterpolant({ X, y, beta0: [0, 0, 0], depth: 4 }), Array.from(smallest))).toBeLessThan(
      1e-10,
    )
    const unseen = richInterpolant({ X: [1, 0], y: [0], beta0: [0, 0.25], depth: 3 })
    expect(relativeError(unseen, [0, 0.25])).toBeLessThan(1e-14)
  })
})

describe('an isotropic start', () => {
  test.each([
    [2, -1e-6],
    [3, 0],
    [5, -0.3],
    [4, -1e8],
  ])('of %d layers, δ = %d: has its product, and conserves δI in the last pair and 0 in all others', (depth, delta) => {
    const { widths, W0 } = isotropicStart(beta0, delta, { depth })
    expect(widths).toEqual([...Array(depth).fill(3), 1])
    expect(relativeError(plainProduct(widths, W0), beta0)).toBeLessThan(1e-12)
    const matrices = deepLinearConserved({ widths, W: W0 })
    const size = 1e-15 * (1 - delta)
    matrices.forEach((matrix, l) => {
      matrix.forEach((entry, p) => {
        const expected = l === depth - 2 && p % 4 === 0 ? delta : 0
        expect(Math.abs(entry - expected)).toBeLessThan(10 * size)
      })
    })
  })

  test.each([{ learningRate: [2, 0.5, 3] }, { learningRate: [1, 5, 0.1] }, { learningRate: 4 }])(
    'with rates $learningRate conserves δI in the last pair too, and ends at the same limit',
    ({ learningRate }) => {
      const [depth, delta] = [3, -1e-7]
      const start = isotropicStart(beta0, delta, { depth, learningRate })
      expect(start.learningRate).toEqual(typeof learningRate === 'number' ? [4, 4, 4] : learningRate)
      expect(relativeError(plainProduct(start.widths, start.W0), beta0)).toBeLessThan(1e-12)
      deepLinearConserved({ ...start, W: start.W0 }).forEach((matrix, l) => {
        matrix.forEach((entry, p) => {
          expect(Math.abs(entry - (l === depth - 2 && p % 4 === 0 ? delta : 0))).toBeLessThan(1e-14)
        })
      })
      const { product } = flowDeepLinear({ ...start, X, Y: y }, [2000])
      expect(relativeError(product, Array.from(richInterpolant({ X, y, beta0, depth })))).toBeLessThan(1e-6)
    },
  )

  test('with δ > 0, β = 0 or one layer is refused', () => {
    expect(() => isotropicStart([1], 1, { depth: 2 })).toThrow('delta is 1: a finite number ≤ 0 is accepted')
    expect(() => isotropicStart([0, 0], -1, { depth: 2 })).toThrow('beta is 0')
    expect(() => isotropicStart([1], -1, { depth: 1 })).toThrow('depth is 1: a whole number ≥ 2 is accepted')
  })
})

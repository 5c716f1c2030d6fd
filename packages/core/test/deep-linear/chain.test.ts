import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  chainDeltas,
  chainFromBeta,
  chainOutputs,
  chainPreconditioner,
  deepLinearOutputs,
  flowChain,
  flowDeepLinear,
} from '../../src/deep-linear/index.ts'
import { exactNeuron, neuronFromBeta } from '../../src/single-neuron/index.ts'
import { relativeError } from '../support/golden.ts'

const X = [1, 0.5, -0.2, 0.3, 1, 0.7, -0.4, 0.2, 0.9, 1, 1, 1]
const y = [1, -0.5, 0.3, 0.2]
const times = [0, 0.5, 2, 10, 40]

describe('a chain from β and δ', () => {
  const entry = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 500)
  const power = fc.integer({ min: -40, max: 40 }).map((exponent) => 10 ** exponent)
  const delta = fc.tuple(entry, fc.integer({ min: -12, max: 12 })).map(([value, exponent]) => value * 10 ** exponent)
  const rate = fc.integer({ min: -3, max: 3 }).map((exponent) => 10 ** exponent)

  test('has that product and those δ, for every size of β, δ of every sign and size, and unequal rates', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 4 }),
        power,
        fc.array(delta, { minLength: 1, maxLength: 7 }),
        rate,
        rate,
        fc.constantFrom<1 | -1>(1, -1),
        (direction, size, deltas, a, w, sign) => {
          fc.pre(direction.some((value) => value !== 0))
          const beta = direction.map((value) => value * size)
          const { a0, w0 } = chainFromBeta(beta, deltas, { learningRate: { a, w }, sign })
          const whole = a0.reduce((product, factor) => product * factor, 1)
          expect(Math.sign(whole)).toBe(sign)
          expect(
            relativeError(
              w0.map((value) => value * whole),
              beta,
            ),
          ).toBeLessThan(1e-11)
          const incoming = a * w0.reduce((sum, value) => sum + value * value, 0)
          chainDeltas({ a: a0, w: w0, learningRate: { a, w } }).forEach((got, l) => {
            expect(Math.abs(got - deltas[l])).toBeLessThanOrEqual(1e-13 * (w * a0[l] ** 2 + incoming))
          })
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('of one factor is the single neuron’s start', () => {
    for (const delta of [-2, -1e-6, 0, 0.3, 1e6]) {
      const rates = { a: 2, w: 0.5 }
      const neuron = neuronFromBeta([0.3, -0.4], delta, { learningRate: rates, sign: -1 })
      const chain = chainFromBeta([0.3, -0.4], [delta], { learningRate: rates, sign: -1 })
      expect(relativeError(chain.a0, [neuron.a0])).toBeLessThan(1e-13)
      expect(relativeError(chain.w0, Array.from(neuron.w0))).toBeLessThan(1e-13)
    }
  })

  test('of β = 0 with every δ ≥ 0 is at rest in w; with one below 0 it has no direction and is refused', () => {
    expect(chainFromBeta([0, 0], [4, 0])).toEqual({
      a0: Float64Array.of(2, 0),
      w0: Float64Array.of(0, 0),
      learningRate: { a: 1, w: 1 },
    })
    expect(() => chainFromBeta([0, 0], [4, -1])).toThrow('beta is 0 with deltas 4,-1')
  })
})

describe('the flow of a chain', () => {
  const starts = [
    { a0: [0.5], w0: [0.2, -0.3, 0.4] },
    { a0: [0.5, -1.2], w0: [0.2, -0.3, 0.4] },
    { a0: [0.5, 0.6, 0.7, 0.9], w0: [0.8, -0.3, 0.4] },
    { a0: [0, 1], w0: [0.8, -0.3, 0.4] },
  ]

  test.each(starts)('is that of matrices one neuron wide: $a0', ({ a0, w0 }) => {
    const chain = flowChain({ a0, w0, X, y }, times)
    const widths = [3, ...a0.map(() => 1), 1]
    const matrices = flowDeepLinear({ widths, W0: [w0, ...a0.map((a) => [a])], X, Y: y }, times)
    expect(chain.reason).toBe('complete')
    expect(relativeError(chain.beta, Array.from(matrices.product))).toBeLessThan(1e-10)
    a0.forEach((_, l) => {
      const factor = times.map((__, i) => chain.a[i * a0.length + l])
      expect(relativeError(factor, Array.from(matrices.W[l + 1]))).toBeLessThan(1e-9)
    })
  })

  test.each(starts)('keeps every δ_l: $a0', ({ a0, w0 }) => {
    const learningRate = { a: 2, w: 0.5 }
    const flow = flowChain({ a0, w0, X, y, learningRate }, times)
    const before = Array.from(chainDeltas({ a: a0, w: w0, learningRate }))
    times.forEach((_, i) => {
      expect(relativeError(chainDeltas(flow.at(i)), before)).toBeLessThan(1e-11)
    })
  })

  test('of one factor is the exact single neuron, rates included, under its own loss', () => {
    const target = [0.6, -0.3]
    const learningRate = { a: 1.5, w: 0.7 }
    const start = { a0: 0.4, w0: [0.2, 0.7] }
    const exact = exactNeuron({ ...start, target, learningRate }).at(times)
    const problem = { a0: [0.4], w0: start.w0, X: [1, 0, 0, 1], y: target, loss: 'half-sum' as const, learningRate }
    const { a, w } = flowChain(problem, times)
    expect(relativeError(a, Array.from(exact.a))).toBeLessThan(1e-10)
    expect(relativeError(w, Array.from(exact.w))).toBeLessThan(1e-10)
  })

  test.each(starts)('moves β by −M g: $a0', ({ a0, w0 }) => {
    const learningRate = { a: 2, w: 0.5 }
    const h = 1e-5
    // half-sum on X = I, y = 0: g = β
    const problem = { a0, w0, X: [1, 0, 0, 0, 1, 0, 0, 0, 1], y: [1, 2, -1], loss: 'half-sum' as const, learningRate }
    const { beta } = flowChain(problem, [0, h, 2 * h])
    const M = chainPreconditioner({ a: a0, w: w0, learningRate })
    const g = [0, 1, 2].map((j) => beta[j] - problem.y[j])
    for (let i = 0; i < 3; i++) {
      const velocity = (4 * beta[3 + i] - 3 * beta[i] - beta[6 + i]) / (2 * h)
      const expected = -[0, 1, 2].reduce((sum, j) => sum + M[i * 3 + j] * g[j], 0)
      expect(velocity).toBeCloseTo(expected, 6)
    }
  })

  test('times come in any order', () => {
    const problem = { a0: [0.5, 1], w0: [0.2, -0.3, 0.4], X, y }
    const [mixed, plain] = [flowChain(problem, [2, 0, 1]), flowChain(problem, [0, 1, 2])]
    expect(Array.from(mixed.beta.subarray(0, 3))).toEqual(Array.from(plain.beta.subarray(6)))
    expect(Array.from(mixed.a.subarray(2, 4))).toEqual([0.5, 1])
  })

  test('gives the chain at each time, with its rates, to be handed on', () => {
    const problem = { a0: [0.5, 1], w0: [0.2, -0.3, 0.4], X, y, learningRate: 2 }
    const flow = flowChain(problem, [3, 0])
    const state = flow.at(0)
    expect(state.a.buffer).toBe(flow.a.buffer)
    expect([Array.from(state.w), Array.from(state.beta)]).toEqual([
      Array.from(flow.w.subarray(0, 3)),
      Array.from(flow.beta.subarray(0, 3)),
    ])
    expect(state.learningRate).toEqual({ a: 2, w: 2 })
    const again = flowChain({ X, y, a0: state.a, w0: state.w, learningRate: state.learningRate }, [1])
    expect(relativeError(again.beta, Array.from(flowChain(problem, [4]).beta))).toBeLessThan(1e-11)
    for (const i of [-1, 2, 0.5, Number.NaN])
      expect(() => flow.at(i)).toThrow(`i is ${i}: a whole number from 0 to 1 is accepted`)
  })
})

test('one rate is that rate for every layer', () => {
  const chain = { a: [2, -1], w: [0.3, 0.4] }
  const both = { ...chain, learningRate: { a: 3, w: 3 } }
  expect(chainDeltas({ ...chain, learningRate: 3 })).toEqual(chainDeltas(both))
  expect(chainPreconditioner({ ...chain, learningRate: 3 })).toEqual(chainPreconditioner(both))
  expect(chainFromBeta([1, 2], [0.5], { learningRate: 3 })).toEqual(
    chainFromBeta([1, 2], [0.5], { learningRate: { a: 3, w: 3 } }),
  )
})

test('the outputs of a chain are those of matrices one neuron wide', () => {
  const chain = { a: [2, -0.5, 3], w: [0.3, 0.4, -1] }
  const network = { widths: [3, 1, 1, 1, 1], W: [chain.w, ...chain.a.map((a) => [a])] }
  expect(relativeError(chainOutputs(chain, X), Array.from(deepLinearOutputs(network, X)))).toBeLessThan(1e-15)
})

test('M of the paper’s form, where β and the factors are not 0', () => {
  const [a, w] = [
    [2, -0.5, 3],
    [0.3, 0.4],
  ]
  const whole = a.reduce((product, factor) => product * factor ** 2, 1)
  const along = a.reduce((sum, factor) => sum + 0.25 / factor ** 2, 0)
  const unit = w.map((value) => value / 0.5)
  const expected = [0, 1].flatMap((i) => [0, 1].map((j) => whole * ((i === j ? 1 : 0) + along * unit[i] * unit[j])))
  expect(relativeError(chainPreconditioner({ a, w }), expected)).toBeLessThan(1e-14)
})

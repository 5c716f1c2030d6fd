import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  deepLinearConserved,
  deepLinearDescent,
  deepLinearDrift,
  deepLinearOutputs,
  deepLinearSystem,
  flowDeepLinear,
  singularValues,
} from '../../src/deep-linear/index.ts'
import { convertFlowTime, outputLoss } from '../../src/measures/index.ts'
import { exactNeuron } from '../../src/single-neuron/index.ts'
import { exactLinear } from '../../src/two-layer-linear/index.ts'
import { balancedProblem } from '../support/arbitrary-linear.ts'
import { plainProduct, randomDeep } from '../support/deep-case.ts'
import { relativeError } from '../support/golden.ts'

const identity = (d: number): number[] => Array.from({ length: d * d }, (_, p) => (p % (d + 1) === 0 ? 1 : 0))
/** The transpose of a matrix of that shape. */
const transposed = (M: ArrayLike<number>, rows: number, columns: number): number[] =>
  Array.from({ length: rows * columns }, (_, p) => M[(p % rows) * columns + Math.floor(p / rows)])

describe('agrees with what is known in closed form', () => {
  const target = [0.6, -0.3, 0.2]
  const times = [0, 0.3, 1, 4, 20, 1e6]

  test('one layer is linear regression: β* + e^{−t}(β₀ − β*) for whitened data', () => {
    const problem = { widths: [3, 1], W0: [[1, 2, 3]], X: identity(3), Y: target, loss: 'half-sum' as const }
    const { product } = flowDeepLinear(problem, times)
    const expected = times.flatMap((t) => target.map((goal, j) => goal + Math.exp(-t) * (j + 1 - goal)))
    expect(relativeError(product, expected)).toBeLessThan(1e-10)
  })

  test.each([
    { a0: 0.5, w0: [0.1, -0.2, 0.3], rates: { a: 1, w: 1 } },
    { a0: -0.01, w0: [1, 0.5, 0.3], rates: { a: 2, w: 0.5 } },
    { a0: 3, w0: [0, 0, 0], rates: { a: 1, w: 3 } },
  ])('two layers with one hidden neuron are the single neuron, learning rates included: $a0', ({ a0, w0, rates }) => {
    const exact = exactNeuron({ a0, w0, target, learningRate: rates }).at(times)
    const problem = {
      widths: [3, 1, 1],
      W0: [w0, [a0]],
      X: identity(3),
      Y: target,
      loss: 'half-sum' as const,
      learningRate: [rates.w, rates.a],
    }
    const { W } = flowDeepLinear(problem, times)
    expect(relativeError(W[0], Array.from(exact.w))).toBeLessThan(1e-9)
    expect(relativeError(W[1], Array.from(exact.a))).toBeLessThan(1e-9)
  })

  test.each([-1, 0.5])('two wide layers are the exact solution of any width, δ = %d', (delta) => {
    const [hidden, inputs, outputs] = delta < 0 ? [3, 3, 2] : [2, 3, 2]
    const linear = balancedProblem(5, { hidden, inputs, outputs }, delta, 0.6)
    const span = [0, 0.3, 1, 3]
    const { beta } = exactLinear(linear).at(span)
    const problem = {
      widths: [inputs, hidden, outputs],
      W0: [linear.W0, transposed(linear.A0, hidden, outputs)],
      X: identity(inputs),
      Y: linear.target,
      loss: 'half-sum' as const,
    }
    const { product } = flowDeepLinear(problem, span)
    const size = inputs * outputs
    const expected = span.flatMap((_, i) => transposed(beta.subarray(i * size, (i + 1) * size), inputs, outputs))
    expect(relativeError(product, expected)).toBeLessThan(1e-10)
  })
})

test('times come in any order, twice too, and are answered in that order', () => {
  const problem = randomDeep(1, [3, 4, 2], 8)
  const ascending = flowDeepLinear(problem, [0, 1, 5])
  const mixed = flowDeepLinear(problem, [5, 0, 1, 5])
  const row = (from: Float64Array, i: number): number[] => Array.from(from.subarray(i * 6, (i + 1) * 6))
  expect([0, 1, 2, 3].map((i) => row(mixed.product, i))).toEqual([2, 0, 1, 2].map((i) => row(ascending.product, i)))
  expect(Array.from(mixed.loss)).toEqual([2, 0, 1, 2].map((i) => ascending.loss[i]))
})

test('at time 0 the weights are those that came, bit for bit', () => {
  const problem = randomDeep(1, [3, 4, 2], 8, 0.1)
  const { W } = flowDeepLinear(problem, [0])
  expect(W.map((layer) => Array.from(layer))).toEqual(problem.W0)
})

test('the network at each time comes as views with its rates, to be handed on', () => {
  const problem = { ...randomDeep(4, [3, 4, 2], 8), learningRate: [2, 0.5] }
  const flow = flowDeepLinear(problem, [1, 0, 0.5])
  const state = flow.at(2)
  expect([state.widths, state.learningRate]).toEqual([problem.widths, problem.learningRate])
  expect(state.W).toEqual(flow.layersAt(2))
  expect(state.W.map((layer) => layer.buffer)).toEqual(flow.W.map((layer) => layer.buffer))
  expect(flow.layersAt(1).map((layer) => Array.from(layer))).toEqual(problem.W0)
  expect(relativeError(state.product, plainProduct(state.widths, state.W))).toBeLessThan(1e-14)
  const again = flowDeepLinear({ ...problem, W0: state.W }, [0.5])
  expect(relativeError(again.product, Array.from(flow.at(0).product))).toBeLessThan(1e-10)
  for (const call of [flow.at, flow.layersAt])
    for (const i of [-1, 3, 1.5, Number.NaN])
      expect(() => call(i)).toThrow(`i is ${i}: a whole number from 0 to 2 is accepted`)
})

test('one learning rate for all is that rate for each layer', () => {
  const problem = randomDeep(4, [3, 4, 2], 8)
  const [one, each] = [3, [3, 3]].map((learningRate) => flowDeepLinear({ ...problem, learningRate }, [1]).product)
  expect(one).toEqual(each)
})

test('the outputs at each time are the product times the inputs', () => {
  const problem = randomDeep(6, [3, 5, 2, 2], 7)
  const { widths, W0: W, X, Y } = problem
  const outputs = deepLinearOutputs({ widths, W }, X)
  const P = plainProduct(widths, W)
  const expected = Array.from({ length: 14 }, (_, p) =>
    [0, 1, 2].reduce((sum, k) => sum + P[(p % 2) * 3 + k] * X[Math.floor(p / 2) * 3 + k], 0),
  )
  expect(relativeError(outputs, expected)).toBeLessThan(1e-14)
  const flow = flowDeepLinear(problem, [2])
  const loss = outputLoss(deepLinearOutputs(flow.at(0), X), Y, { loss: 'half-mean', samples: 7 })
  expect(relativeError([loss], [flow.loss[0]])).toBeLessThan(1e-12)
})

test('the loss falls and the conserved matrices stay, whatever the shape, the start and the rates', () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 6 })
  const rate = fc.integer({ min: -3, max: 3 }).map((power) => 2 ** power)
  fc.assert(
    fc.property(
      shapes.chain((widths) =>
        fc.tuple(fc.constant(widths), fc.array(rate, { minLength: widths.length - 1, maxLength: widths.length - 1 })),
      ),
      fc.integer({ min: 0, max: 1e6 }),
      fc.constantFrom(0, 1e-3, 0.5, 1),
      ([widths, learningRate], seed, scale) => {
        const problem = { ...randomDeep(seed, widths, 4, scale), learningRate }
        const times = [0, 0.1, 1, 3]
        const flow = flowDeepLinear(problem, times)
        const { W, loss, reason } = flow
        expect(reason).toBe('complete')
        for (let i = 1; i < times.length; i++) expect(loss[i]).toBeLessThanOrEqual(loss[i - 1] * (1 + 1e-13))
        const before = deepLinearConserved({ widths, W: problem.W0, learningRate })
        const after = deepLinearConserved(flow.at(3))
        const largest = W.reduce((most, layer) => layer.reduce((m, entry) => Math.max(m, entry * entry), most), 1e-300)
        expect(deepLinearDrift(before, after)).toBeLessThanOrEqual(1e-9 * 8 * largest)
      },
    ),
    { numRuns: 60 },
  )
})

test('a tighter tolerance takes more steps and comes closer', () => {
  const problem = randomDeep(2, [3, 4, 4, 2], 8)
  const exact = Array.from(flowDeepLinear(problem, [3]).product)
  const errors = [1e-4, 1e-6, 1e-8, 1e-10].map((rtol) => {
    const { product, counts } = flowDeepLinear(problem, [3], { rtol, atol: rtol / 100 })
    return { error: relativeError(product, exact), accepted: counts.accepted, rtol }
  })
  for (let k = 1; k < errors.length; k++) {
    expect(errors[k].error).toBeLessThan(errors[k - 1].error / 5)
    expect(errors[k].accepted).toBeGreaterThan(1.5 * errors[k - 1].accepted)
  }
  for (const { error, rtol } of errors) expect(error).toBeLessThan(30 * rtol)
})

describe('long times', () => {
  test('are answered from where the flow has come to rest, at the least-squares solution', () => {
    const problem = randomDeep(7, [3, 4, 2], 20)
    const { product, loss, counts } = flowDeepLinear(problem, [300, 1e6, 1e12])
    const [first, last] = [product.subarray(0, 6), product.subarray(12)]
    expect(relativeError(first, Array.from(last))).toBeLessThan(1e-10)
    expect(loss[2]).toBeCloseTo(loss[0], 12)
    expect(counts.accepted).toBeLessThan(20_000)
    const least = flowDeepLinear({ ...problem, widths: [3, 2], W0: [[0, 0, 0, 0, 0, 0]] }, [1e3])
    expect(relativeError(last, Array.from(least.product))).toBeLessThan(1e-10)
  })

  test('say where they end when the step budget does: later times are NaN', () => {
    const problem = randomDeep(7, [3, 4, 2], 20)
    const { product, loss, reached, reason } = flowDeepLinear(problem, [100, 0, 1e-6], { maxSteps: 20 })
    expect([reached, reason]).toEqual([2, 'budget'])
    expect(Array.from(loss, Number.isNaN)).toEqual([true, false, false])
    expect(Array.from(product.subarray(0, 6)).every(Number.isNaN)).toBe(true)
  })

  test('a start of zeros is a saddle that nothing leaves', () => {
    const { product } = flowDeepLinear(randomDeep(7, [3, 4, 2], 20, 0), [1, 1e3])
    expect(product.every((entry) => entry === 0)).toBe(true)
  })
})

test('a layer scaled down and the next scaled up by 2²⁰ keep the digits of both', () => {
  // the same function at the start; the flow is another one, so its own tighter solution is the judge
  const plain = randomDeep(9, [3, 4, 2], 10)
  const factor = 2 ** 20
  const W0 = [Array.from(plain.W0[0], (w) => w / factor), Array.from(plain.W0[1], (w) => w * factor)]
  const problem = { ...plain, W0 }
  const time = 4 / factor ** 2
  const [got, tight] = [1e-12, 1e-14].map((rtol) => flowDeepLinear(problem, [time], { rtol, atol: rtol / 100 }))
  expect(relativeError(got.product, Array.from(tight.product))).toBeLessThan(1e-10)
  expect(relativeError(got.W[0], Array.from(tight.W[0]))).toBeLessThan(1e-10)
})

test('each loss follows the same path in its own time', () => {
  const problem = randomDeep(11, [3, 3, 2], 7)
  const [mean, halfSum] = (['mean', 'half-sum'] as const).map(
    (loss) => flowDeepLinear({ ...problem, loss }, [convertFlowTime(2, 'half-mean', loss, 7)]).product,
  )
  const halfMean = Array.from(flowDeepLinear(problem, [2]).product)
  expect(relativeError(mean, halfMean)).toBeLessThan(1e-11)
  expect(relativeError(halfSum, halfMean)).toBeLessThan(1e-11)
})

describe('from saddle to saddle', () => {
  const strengths = [4, 2, 1]
  const diagonal = (values: number[]): number[] =>
    values.flatMap((value, i) => values.map((_, j) => (i === j ? value : 0)))
  const small = (depth: number, size: number): number[][] =>
    Array.from({ length: depth }, () => diagonal([size, size, size]))

  test.each([2, 3, 4])(
    '%d layers: singular values s of a small balanced start follow ṡ = D s^{2−2/D} (σ − s)',
    (depth) => {
      // aligned and balanced layers stay so: each mode is a flow of its own, with s = (one layer's value)^D
      const start = 0.3
      const problem = {
        widths: Array.from({ length: depth + 1 }, () => 3),
        W0: small(depth, start),
        X: identity(3),
        Y: diagonal(strengths),
        loss: 'half-sum' as const,
      }
      const times = [0.1, 0.4, 1, 2, 5]
      const { product } = flowDeepLinear(problem, times)
      const modes = strengths.map((goal) => {
        // by Euler's method, refined by Richardson's extrapolation from 2^k to 2^(k + 1) steps
        const ends = (steps: number): number[] =>
          times.map((time) => {
            let w = start
            for (let k = 0; k < steps; k++) {
              const slope = (u: number): number => u ** (depth - 1) * (goal - u ** depth)
              const h = time / steps
              const [k1, k2] = [slope(w), slope(w + (h / 2) * slope(w))]
              const k3 = slope(w + (h / 2) * k2)
              w += (h / 6) * (k1 + 2 * k2 + 2 * k3 + slope(w + h * k3))
            }
            return w ** depth
          })
        return ends(20_000)
      })
      times.forEach((_, i) => {
        const values = singularValues(product.subarray(9 * i, 9 * i + 9), 3)
        expect(
          relativeError(
            values,
            modes.map((mode) => mode[i]),
          ),
        ).toBeLessThan(1e-10)
      })
    },
  )

  test('the smaller the start, the longer the plateaus, in equal steps of the logarithm for two layers', () => {
    const escapeTime = (size: number): number => {
      const times = Array.from({ length: 4001 }, (_, k) => k / 200)
      const { product } = flowDeepLinear(
        { widths: [3, 3, 3], W0: small(2, size), X: identity(3), Y: diagonal(strengths), loss: 'half-sum' },
        times,
      )
      return times[times.findIndex((_, i) => product[9 * i + 8] > 0.5)]
    }
    const [a, b, c] = [1e-1, 1e-2, 1e-3].map(escapeTime)
    // s₀ = size²: the mode of strength 1 waits log(1/s₀)/2 of 2σ, so log 10 more each time
    expect(b - a).toBeCloseTo(Math.log(10), 1)
    expect(c - b).toBeCloseTo(Math.log(10), 1)
  })
})

describe('gradient descent', () => {
  const problem = randomDeep(12, [3, 4, 4, 2], 10)

  test('comes to the flow as its steps shrink: half the step, half the distance', () => {
    const goal = Array.from(flowDeepLinear(problem, [2]).product)
    const distance = (learningRate: number): number => {
      const descent = deepLinearDescent(problem, learningRate)
      expect(descent.advance(2 / learningRate)).toBe(2 / learningRate)
      const { start, product, layers } = deepLinearSystem(problem)
      layers(start).forEach((layer, l) => {
        layer.set(descent.W[l])
      })
      return relativeError(product(start), goal)
    }
    const ratio = distance(1 / 256) / distance(1 / 512)
    expect(ratio).toBeGreaterThan(1.9)
    expect(ratio).toBeLessThan(2.1)
  })

  test('breaks conservation in proportion to its step size over a given flow time', () => {
    const drift = (learningRate: number): number => {
      const descent = deepLinearDescent(problem, learningRate)
      descent.advance(2 / learningRate)
      return deepLinearDrift(
        deepLinearConserved({ widths: problem.widths, W: problem.W0 }),
        deepLinearConserved(descent),
      )
    }
    const drifts = [1 / 64, 1 / 128, 1 / 256, 1 / 512].map(drift)
    for (let k = 1; k < drifts.length; k++) {
      expect(drifts[k - 1] / drifts[k]).toBeGreaterThan(1.8)
      expect(drifts[k - 1] / drifts[k]).toBeLessThan(2.2)
    }
    expect(drifts[3]).toBeGreaterThan(1e-4)
  })

  test('takes a first step against the gradient, at each layer’s rate, and leaves the problem alone', () => {
    const rated = { ...problem, learningRate: [1, 2, 3] }
    const before = structuredClone(rated.W0)
    const descent = deepLinearDescent(rated, 0.1)
    const { start, gradient, layers } = deepLinearSystem(rated)
    const slope = new Float64Array(start.length)
    expect(descent.loss()).toBe(gradient(start, slope))
    descent.advance(1)
    descent.W.forEach((layer, l) => {
      layer.forEach((entry, p) => {
        expect(entry).toBeCloseTo(before[l][p] - 0.1 * (l + 1) * layers(slope)[l][p], 14)
      })
    })
    expect(rated.W0).toEqual(before)
  })

  test('is the network of its weights, with its rates', () => {
    const rated = { ...problem, learningRate: [1, 2, 3] }
    const descent = deepLinearDescent(rated, 0.1)
    descent.advance(3)
    expect(
      relativeError(
        [descent.loss()],
        [outputLoss(deepLinearOutputs(descent, problem.X), problem.Y, { loss: 'half-mean', samples: 10 })],
      ),
    ).toBeLessThan(1e-13)
    expect(deepLinearConserved(descent)).toEqual(
      deepLinearConserved({ widths: problem.widths, W: descent.W, learningRate: [1, 2, 3] }),
    )
  })

  test('takes whole numbers of steps, none too', () => {
    const descent = deepLinearDescent(problem, 0.1)
    expect(descent.advance(0)).toBe(0)
    for (const steps of [1.5, -1, Number.NaN])
      expect(() => descent.advance(steps)).toThrow(`steps is ${steps}: a whole number ≥ 0 is accepted`)
  })

  test('stops where it diverges, and says after how many steps', () => {
    const descent = deepLinearDescent(problem, 100)
    expect(descent.advance(1000)).toBeLessThan(50)
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomStream } from '../../src/random/index.ts'
import { cloneNetwork, type ReluNetwork, reluDescent, reluOutputs } from '../../src/two-layer-relu/index.ts'

interface Problem {
  network: ReluNetwork
  data: { X: Float64Array; y: Float64Array }
}

function problem(seed: number, n: number, d: number, m: number, leak: number): Problem {
  const random = randomStream(seed, 'data')
  const draw = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal())
  return { network: { W: draw(m * d), a: draw(m), leak }, data: { X: draw(n * d), y: draw(n) } }
}

/** No sample within 1e-3 of a kink: central differences then see one linear piece. */
function farFromKinks({ network: { W, a }, data: { X, y } }: Problem): boolean {
  const d = X.length / y.length
  for (let i = 0; i < y.length; i++)
    for (let k = 0; k < a.length; k++) {
      let z = 0
      for (let j = 0; j < d; j++) z += W[k * d + j] * X[i * d + j]
      if (Math.abs(z) < 1e-3) return false
    }
  return true
}

const lossOf = ({ network, data }: Problem): number => {
  const outputs = reluOutputs(network, data.X)
  return outputs.reduce((sum, f, i) => sum + (f - data.y[i]) ** 2, 0) / data.y.length
}

/** −(change in one step)/η. */
function stepGradient({ network, data }: Problem): { W: Float64Array; a: Float64Array } {
  const eta = 2 ** -10
  const moved = cloneNetwork(network)
  reluDescent(moved, data, eta).advance(1)
  return {
    W: network.W.map((entry, p) => (entry - moved.W[p]) / eta),
    a: network.a.map((entry, k) => (entry - moved.a[k]) / eta),
  }
}

const problems = fc
  .record({
    seed: fc.nat(),
    n: fc.integer({ min: 1, max: 8 }),
    d: fc.integer({ min: 1, max: 4 }),
    m: fc.integer({ min: 1, max: 6 }),
    leak: fc.constantFrom(0, 0.1, 0.5, 1, -0.2),
  })
  .map(({ seed, n, d, m, leak }) => problem(seed, n, d, m, leak))
  .filter(farFromKinks)

test('a step goes down the gradient of the loss, as central differences measure it; leaky too', () => {
  fc.assert(
    fc.property(problems, ({ network, data }) => {
      const gradient = stepGradient({ network, data })
      const h = 1e-5
      for (const name of ['W', 'a'] as const)
        for (let p = 0; p < network[name].length; p++) {
          const [up, down] = [cloneNetwork(network), cloneNetwork(network)]
          up[name][p] = up[name][p] + h
          down[name][p] = down[name][p] - h
          const difference = (lossOf({ network: up, data }) - lossOf({ network: down, data })) / (2 * h)
          const scale = 1 + lossOf({ network, data })
          expect(Math.abs(gradient[name][p] - difference)).toBeLessThanOrEqual(1e-7 * scale)
        }
    }),
    { numRuns: 150 },
  )
})

test('loss() is the mean square of outputs minus y, without ½', () => {
  fc.assert(
    fc.property(problems, ({ network, data }) => {
      expect(reluDescent(network, data, 1).loss()).toBeCloseTo(lossOf({ network, data }), 10)
    }),
    { numRuns: 150 },
  )
})

test('σ′(0) is 1: a sample on the kink pulls as an active one', () => {
  const network = { W: Float64Array.of(0), a: Float64Array.of(1), leak: 0 }
  reluDescent(network, { X: Float64Array.of(1), y: Float64Array.of(1) }, 0.25).advance(1)
  expect(network.W[0]).toBe(0.5)
})

test('many steps at once are the same steps one by one', () => {
  const { network, data } = problem(7, 10, 3, 6, 0)
  const other = cloneNetwork(network)
  reluDescent(network, data, 0.01).advance(50)
  const single = reluDescent(other, data, 0.01)
  for (let k = 0; k < 50; k++) single.advance(1)
  expect([other.W, other.a]).toEqual([network.W, network.a])
})

test('a diverging descent stops at the first step whose loss is not finite, and says how far it came', () => {
  const { network, data } = problem(3, 5, 2, 4, 0.5)
  const descent = reluDescent(network, data, 1e3)
  const taken = descent.advance(1000)
  expect(taken).toBeGreaterThan(0)
  expect(taken).toBeLessThan(20)
  expect(Number.isFinite(descent.loss())).toBe(false)
  expect(descent.advance(5)).toBe(0)
})

test('the step size must be positive, and the shapes must fit', () => {
  const { network, data } = problem(3, 5, 2, 4, 0)
  expect(() => reluDescent(network, data, 0)).toThrow('stepSize is 0: a finite number > 0 is accepted')
  const short = { ...data, X: data.X.subarray(0, 9) }
  expect(() => reluDescent(network, short, 1)).toThrow(
    'data.X has length 9: 10, 5 rows (as many as y has entries) of 2 (as network.W has), is accepted',
  )
  const broken = { ...network, a: network.a.map((entry, k) => (k === 2 ? Number.NaN : entry)) }
  expect(() => reluDescent(broken, data, 1)).toThrow('a[2] is NaN: a finite number is accepted')
  expect(() => reluDescent({ ...network, leak: Number.NaN }, data, 1)).toThrow('leak is NaN')
})

test('each layer steps at its own rate', () => {
  const { network, data } = problem(11, 8, 3, 5, 0)
  const [both, own] = [cloneNetwork(network), cloneNetwork(network)]
  reluDescent(both, data, 2 ** -6).advance(1)
  reluDescent({ ...own, learningRate: { a: 2, w: 1 / 4 } }, data, 2 ** -6).advance(1)
  network.a.forEach((a, k) => {
    expect(own.a[k] - a).toBeCloseTo(2 * (both.a[k] - a), 14)
  })
  network.W.forEach((w, p) => {
    expect(own.W[p] - w).toBeCloseTo((both.W[p] - w) / 4, 14)
  })
  expect(() => reluDescent({ ...network, learningRate: { a: 1, w: Number.NaN } }, data, 1)).toThrow(
    'learningRate.w is NaN',
  )
})

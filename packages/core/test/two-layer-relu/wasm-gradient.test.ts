import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGradient } from '../../src/two-layer-relu/gradient/create.ts'
import type { ReluGradient } from '../../src/two-layer-relu/gradient/gradient.ts'
import { plainGradient } from '../../src/two-layer-relu/gradient/plain.ts'
import { simdGradient } from '../../src/two-layer-relu/gradient/wasm/simd.ts'
import { type ReluCase, reluCase } from '../support/relu-case.ts'

/** Everything that a gradient gives is compared to 1e-12 of the sums of magnitudes that it consists of. */
const AGREEMENT = 1e-12

function sizesOf({ network, data }: ReluCase) {
  const [samples, neurons] = [data.y.length, network.a.length]
  return { samples, neurons, inputs: network.W.length / neurons }
}

/** Both variants, at the network's weights. */
function both(problem: ReluCase): { plain: ReluGradient; simd: ReluGradient } {
  const sizes = sizesOf(problem)
  const simd = simdGradient(problem.data, sizes, problem.network.leak)
  if (!simd) throw new Error('WebAssembly does not run here')
  const pair = { plain: plainGradient(problem.data, sizes, problem.network.leak), simd }
  for (const gradient of Object.values(pair)) place(gradient, problem.network)
  return pair
}

function place(gradient: ReluGradient, { W, a }: { W: Float64Array; a: Float64Array }): void {
  gradient.W.set(W)
  gradient.a.set(a)
}

/** The largest magnitudes that can meet in the sums of loss and gradients. */
function magnitudes({ network: { W, a }, data: { X, y } }: ReluCase) {
  const largest = (values: Float64Array): number => values.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
  const d = W.length / a.length
  const z = d * largest(W) * largest(X)
  const residual = a.length * largest(a) * z * 2 + largest(y)
  return { loss: residual ** 2, input: y.length * residual * largest(X), readout: y.length * residual * z }
}

function expectAgreement(problem: ReluCase, { plain, simd }: ReturnType<typeof both>): void {
  const scale = magnitudes({ network: { ...problem.network, W: plain.W, a: plain.a }, data: problem.data })
  const [expected, actual] = [plain.evaluate(), simd.evaluate()]
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(AGREEMENT * scale.loss)
  expect(worst(simd.inputGradient, plain.inputGradient)).toBeLessThanOrEqual(AGREEMENT * scale.input)
  expect(worst(simd.readoutGradient, plain.readoutGradient)).toBeLessThanOrEqual(AGREEMENT * scale.readout)
  expect(Math.abs(simd.loss() - expected)).toBeLessThanOrEqual(AGREEMENT * scale.loss)
}

function worst(actual: Float64Array, expected: Float64Array): number {
  return actual.reduce((most, value, p) => Math.max(most, Math.abs(value - expected[p])), 0)
}

/** Sizes that divide nothing, and those that divide everything. */
const problems = fc
  .record({
    seed: fc.nat(),
    n: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(47, 48, 49, 64, 103)),
    d: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(19, 20, 21, 40, 47, 103)),
    m: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(25, 31)),
    leak: fc.constantFrom(0, 0, 0.1, 1, -0.2, 2),
  })
  .map(({ seed, n, d, m, leak }) => reluCase(seed, n, d, m, leak))

test('the WebAssembly runs here, and is what a gradient is taken by unless plain loops are asked for', () => {
  const problem = reluCase(1, 5, 3, 4, 0)
  expect(createGradient(problem.data, sizesOf(problem), 0).variant).toBe('simd')
  expect(createGradient(problem.data, sizesOf(problem), 0, 'js').variant).toBe('js')
})

test('loss and gradients are those of the plain loops to 1e-12, for any n, d, m and leak', () => {
  fc.assert(
    fc.property(problems, (problem) => expectAgreement(problem, both(problem))),
    { numRuns: 400 },
  )
})

test('and stay so while the weights move: signs that are certain, used up, taken anew', () => {
  const steps = fc.array(fc.double({ min: -6, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(problems, steps, fc.nat(), (problem, sizes, seed) => {
      const pair = both(problem)
      sizes.forEach((size, i) => {
        expectAgreement(problem, pair)
        const { network } = reluCase(
          seed + i,
          1,
          problem.network.W.length / problem.network.a.length,
          problem.network.a.length,
          0,
        )
        const far = 10 ** size
        place(pair.plain, {
          W: pair.plain.W.map((w, p) => w + far * network.W[p]),
          a: pair.plain.a.map((a, k) => a + far * network.a[k]),
        })
        place(pair.simd, pair.plain)
      })
    }),
    { numRuns: 200 },
  )
})

test('a pair that crosses its border and comes back has the sign of where it is', () => {
  const problem = reluCase(5, 40, 7, 10, 0)
  const pair = both(problem)
  const start = pair.plain.W.slice()
  for (let turn = 0; turn < 60; turn++) {
    const swing = 0.3 * Math.sin(turn)
    place(pair.plain, { W: start.map((w, p) => w + (p % 7 === turn % 7 ? swing : 0)), a: pair.plain.a })
    place(pair.simd, pair.plain)
    expectAgreement(problem, pair)
  }
})

test('what it gives is a function of the weights, to the last bit, whatever it has seen before', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const { simd: old } = both(problem)
      for (let step = 0; step < 5; step++) {
        old.evaluate()
        old.descend(1e-3 / problem.data.y.length, 1e-3 / problem.data.y.length)
      }
      const { simd: fresh } = both(problem)
      place(fresh, old)
      expect(fresh.evaluate()).toBe(old.evaluate())
      expect(fresh.inputGradient).toEqual(old.inputGradient)
      expect(fresh.readoutGradient).toEqual(old.readoutGradient)
    }),
    { numRuns: 100 },
  )
})

test('a sample on the border is active, as in the plain loops: σ′(0) = 1', () => {
  const data = { X: Float64Array.of(1, -1, 2, 2, 0, 0), y: Float64Array.of(1, 2, 3) }
  const network = { W: Float64Array.of(3, 3, 0, 0, -1, 1, 1, -1), a: Float64Array.of(1, 2, 3, 4), leak: 0 }
  const pair = both({ network, data })
  pair.plain.evaluate()
  pair.simd.evaluate()
  expect(pair.simd.inputGradient).toEqual(pair.plain.inputGradient)
  expect(pair.simd.readoutGradient).toEqual(pair.plain.readoutGradient)
})

test('rows of any length, 0 and 1e-200 to 1e100 among them, agree with the plain loops', () => {
  const lengths = [0, 1e-200, 1e-30, 1, 1e30]
  for (const w of [...lengths, 1e100])
    for (const x of lengths) {
      const problem = reluCase(9, 17, 5, 6, 0)
      for (let j = 0; j < 5; j++) {
        problem.network.W[j] *= w
        problem.data.X[j] *= x
      }
      expectAgreement(problem, both(problem))
    }
})

test('weights that are not finite give a loss that is not, and finite ones after them the right one', () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
    const problem = reluCase(3, 12, 5, 6, 0)
    const { simd, plain } = both(problem)
    simd.evaluate()
    simd.W.fill(bad)
    expect(Number.isFinite(simd.evaluate())).toBe(false)
    place(simd, problem.network)
    expectAgreement(problem, { plain, simd })
  }
})

test('descending is the same step: w_k − s a_k G_k with the a before, a_k − s g_k', () => {
  const problem = reluCase(4, 21, 5, 7, 0.1)
  const { plain, simd } = both(problem)
  simd.evaluate()
  plain.evaluate()
  plain.inputGradient.set(simd.inputGradient)
  plain.readoutGradient.set(simd.readoutGradient)
  plain.descend(0.01, 0.02)
  simd.descend(0.01, 0.02)
  expect(simd.W).toEqual(plain.W)
  expect(simd.a).toEqual(plain.a)
})

test('a step allocates nothing', () => {
  const { simd } = both(reluCase(2, 30, 6, 10, 0))
  const descend = (steps: number): void => {
    for (let step = 0; step < steps; step++) {
      simd.evaluate()
      simd.descend(1e-4, 1e-4)
    }
  }
  descend(20_000)
  globalThis.gc!()
  const before = process.memoryUsage().heapUsed
  descend(100_000)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(800_000) // one number a step would be 1,600,000
})

test('data too large for it are left to the plain loops', () => {
  expect(simdGradient({ X: [], y: [] }, { samples: 1e6, inputs: 1e3, neurons: 50 }, 0)).toBeUndefined()
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deltaLedger } from '../../src/ledger/index.ts'
import { createGradient } from '../../src/two-layer-relu/gradient/create.ts'
import { plainGradient } from '../../src/two-layer-relu/gradient/plain.ts'
import { cloneNetwork, reluDeltas, reluDescent } from '../../src/two-layer-relu/index.ts'
import { rowNorms } from '../support/descent.ts'
import { reluCase } from '../support/relu-case.ts'

const STEPS = 300
const rates = { a: 0.004, w: 0.01 }
const variants = ['js', 'simd'] as const

test.each(variants)('the squared steps of a descent (%s) carry δ by as much as is measured', (variant) => {
  const problems = fc.record({
    seed: fc.nat(),
    n: fc.integer({ min: 1, max: 20 }),
    d: fc.integer({ min: 1, max: 7 }),
    m: fc.integer({ min: 1, max: 9 }),
    leak: fc.constantFrom(0, 0.1, -0.2, 1),
  })
  fc.assert(
    fc.property(problems, ({ seed, n, d, m, leak }) => {
      const { network: plain, data } = reluCase(seed, n, d, m, leak)
      const network = { ...plain, learningRate: rates }
      const before = reluDeltas(network)
      const descent = reluDescent(network, data, 1, { kernelVariant: variant })
      fc.pre(descent.advance(STEPS) === STEPS && descent.loss() < 1e3)
      const { a, w } = descent.squaredSteps
      reluDeltas(network).forEach((delta, k) => {
        const terms = rates.w * network.a[k] ** 2 + rates.a * rowNorms(network.W, m)[k] ** 2 + Math.abs(before[k])
        const told = rates.w * a[k] - rates.a * w[k]
        expect(Math.abs(delta - before[k] - told)).toBeLessThanOrEqual(
          1e-13 * (terms + rates.w * a[k] + rates.a * w[k]),
        )
      })
    }),
    { numRuns: 200 },
  )
})

test('they are what a ledger makes of the gradients’ norms', () => {
  const { network, data } = reluCase(5, 12, 3, 4, 0.1)
  const ledger = deltaLedger({ delta: reluDeltas(network), learningRate: { a: 0.4, w: 1 } })
  const start = ledger.delta
  const descent = reluDescent({ ...cloneNetwork(network), learningRate: rates }, data, 1)
  const moving = { ...cloneNetwork(network), learningRate: rates }
  const step = reluDescent(moving, data, 1)
  for (let i = 0; i < 50; i++) {
    const before = cloneNetwork(moving)
    step.advance(1)
    const velocity = (now: Float64Array, then: Float64Array, rate: number) =>
      now.map((entry, p) => (then[p] - entry) / rate)
    ledger.step({
      stepSize: 0.01,
      a: rowNorms(velocity(moving.a, before.a, rates.a), 4),
      w: rowNorms(velocity(moving.W, before.W, rates.w), 4),
    })
  }
  descent.advance(50)
  const { a, w } = descent.squaredSteps
  ledger.delta.forEach((delta, k) => {
    expect(delta - start[k]).toBeCloseTo(a[k] - 0.4 * w[k], 13)
  })
})

test('both variants add up the same to 1e-12', () => {
  for (const d of [1, 2, 7, 20]) {
    const { network, data } = reluCase(d, 9, d, 6, 0.1)
    const sizes = { samples: 9, inputs: d, neurons: 6 }
    const [plain, simd] = [plainGradient(data, sizes, 0.1), createGradient(data, sizes, 0.1)]
    for (const gradient of [plain, simd]) {
      gradient.W.set(network.W)
      gradient.a.set(network.a)
      for (let i = 0; i < 20; i++) {
        gradient.evaluate()
        gradient.descend(1e-3, 2e-3)
      }
    }
    for (const layer of ['a', 'w'] as const)
      plain.squaredSteps[layer].forEach((squared, k) => {
        expect(Math.abs(simd.squaredSteps[layer][k] - squared)).toBeLessThanOrEqual(1e-12 * squared)
      })
  }
})

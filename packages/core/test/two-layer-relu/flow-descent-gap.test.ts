import { expect, test } from 'vitest'
import { flowDescentGap } from '../../src/two-layer-relu/flow-descent-gap.ts'
import { cloneNetwork, reluDescent } from '../../src/two-layer-relu/index.ts'
import { cellData, cellStart } from '../support/relu-cell.ts'

function gapAfter(tau: number, delta: number, steps: number): number {
  const start = cellStart({ tau, delta })
  const network = cloneNetwork(start)
  const eta = 5e-3 / tau ** 2
  reluDescent(network, cellData, eta).advance(steps)
  return flowDescentGap(start, network, cellData, eta)()
}

test('flow is estimated to differ from descent at τ = 0.1, δ = 1 and, after a few steps, not at τ = 1', () => {
  expect(gapAfter(0.1, 1, 0)).toBeGreaterThan(1)
  expect(gapAfter(0.1, 1, 10)).toBeGreaterThan(0.5)
  expect(gapAfter(0.1, 1, 1000)).toBeLessThan(0.02)
  for (const steps of [10, 100, 1000]) expect(gapAfter(1, 0, steps)).toBeLessThan(0.02)
})

test('halving the step halves the estimate at the start', () => {
  const start = cellStart({ tau: 0.3, delta: 0 })
  const [whole, half] = [1e-3, 5e-4].map((eta) => flowDescentGap(start, start, cellData, eta)())
  expect(whole / half).toBeGreaterThan(1.8)
  expect(whole / half).toBeLessThan(2.2)
})

test('where the gradient is 0 there is no difference', () => {
  const network = { W: Float64Array.of(1), a: Float64Array.of(1), leak: 0 }
  expect(flowDescentGap(network, network, { X: [1], y: [1] }, 1)()).toBe(0)
})

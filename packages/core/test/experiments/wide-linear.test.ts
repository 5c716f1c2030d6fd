import { framesOf } from '@lazyrich/testing/frames'
import { expect, test } from 'vitest'
import { wideLinear } from '../../src/experiments/index.ts'

const few = { record: 'lin:20' }

test('with any rates the flow lies on the closed form and keeps Δ', async () => {
  for (const rates of [
    { 'learningRate.a': 1, 'learningRate.w': 1 },
    { 'learningRate.a': 4, 'learningRate.w': 0.25 },
    { 'learningRate.a': 0.3, 'learningRate.w': 2 },
  ])
    for (const delta of [-2, 0, 2])
      for (const { metrics } of await framesOf(wideLinear, { ...few, delta, ...rates }, { seed: 0 })) {
        expect(metrics.exactError).toBeLessThan(1e-9)
        expect(metrics.deltaDrift).toBeLessThan(1e-9)
        expect(metrics.kernelDistance).toBeCloseTo(metrics.kernelDistanceExact, 8)
      }
})

test('the hyperbolic entropy goes from ℓ² far from balance to its limit, ℓ¹, at δ = 0', async () => {
  const last = async (delta: number) => (await framesOf(wideLinear, { ...few, delta }, { seed: 0 })).at(-1)!.metrics
  const [far, near, limit] = [await last(1e3), await last(1e-9), await last(0)]
  expect(far.hyperbolicEntropy).toBeCloseTo(1, 3)
  expect(limit.hyperbolicEntropy).toBeCloseTo(6 / Math.sqrt(14), 4)
  expect(near.hyperbolicEntropy! / limit.hyperbolicEntropy!).toBeCloseTo(1, 1)
})

test('at equal products of the rates a start drawn at one δ follows the same β', async () => {
  const plain = await framesOf(wideLinear, { ...few, delta: 1 }, { seed: 0 })
  const tilted = await framesOf(
    wideLinear,
    { ...few, delta: 1, 'learningRate.a': 4, 'learningRate.w': 0.25 },
    { seed: 0 },
  )
  for (const [i, { metrics }] of tilted.entries()) expect(metrics.loss).toBeCloseTo(plain[i].metrics.loss, 8)
})

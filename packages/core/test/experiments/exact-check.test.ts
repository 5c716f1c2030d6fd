import { framesOf } from '@lazyrich/testing/frames'
import { describe, expect, test } from 'vitest'
import { exactCheck } from '../../src/experiments/index.ts'
import { integrate } from '../../src/index.ts'

const { runs } = exactCheck.presets.paper

test('preset paper holds the 24 runs of Fig. 8, preset small the eight from β₀ = (0, −1)', () => {
  expect(runs).toHaveLength(24)
  expect(new Set(runs.map(({ set }) => String(set.beta0)))).toEqual(new Set(['0,-1', '0.5,-0.5', '0.5,0.5']))
  expect(exactCheck.presets.small.runs.map(({ set }) => set.delta)).toEqual([-2, -1, -0.2, 0, 0.02, 0.2, 1, 2])
})

describe.each(runs)('$label', ({ set }) => {
  test('integration and closed form agree to 1e-10 in a, w₁, w₂ and, where a is not near 0, ν', async () => {
    for (const { metrics } of await framesOf(exactCheck, set, { seed: 0 })) {
      expect(metrics.exactError).toBeLessThanOrEqual(1e-10)
      for (const name of ['a', 'w1', 'w2'])
        expect(Math.abs(metrics[name] - metrics[`${name}Exact`]), name).toBeLessThanOrEqual(metrics.exactError)
      if (Math.abs(metrics.a) > 0.01) expect(Math.abs(metrics.nu - metrics.nuExact)).toBeLessThanOrEqual(1e-6)
    }
  })
})

test('ν obeys its Riccati equation ν̇ = ‖β*‖² − δν − ν²: nothing else of the state enters', async () => {
  const delta = 0.2
  const frames = await framesOf(exactCheck, { delta, endTime: 4, record: 'every:1' }, { seed: 0 })
  const times = [1, 2, 3, 4]
  const riccati = (_t: number, y: Float64Array, into: Float64Array): void => {
    into[0] = 0.5 - delta * y[0] - y[0] * y[0]
  }
  const { states } = integrate(riccati, [frames[0].metrics.nu], times, { rtol: 1e-11, atol: 1e-13 })
  times.forEach((time, i) => {
    expect(frames[time].metrics.nu).toBeCloseTo(states[i], 8)
  })
})

test('far downstream from (0, −1) a changes sign, and ν with it, through infinity', async () => {
  const frames = await framesOf(exactCheck, { delta: -2 }, { seed: 0 })
  const crossing = frames.findIndex(({ metrics }) => metrics.a < 0)
  expect(crossing).toBeGreaterThan(0)
  expect(frames[crossing - 1].metrics.nu).toBeLessThan(-5)
  expect(frames[crossing].metrics.nu).toBeGreaterThan(5)
})

test('a start at β* stays there, exactly in the closed form', async () => {
  const frames = await framesOf(exactCheck, { beta0: [0.5, 0.5], delta: 1 }, { seed: 0 })
  for (const { fields } of frames)
    for (const value of fields!.betaExact.data) expect(Math.abs(value - 0.5)).toBeLessThanOrEqual(1e-15)
})

test.each([
  { delta: -1, sign: 'negative' },
  { delta: -1, 'learningRate.a': 3, 'learningRate.w': 0.5 },
  { delta: 0, beta0: [0, 0] },
])('holds for a < 0, unequal rates and a start at 0: %j', async (set) => {
  const frames = await framesOf(exactCheck, set, { seed: 0 })
  expect(Math.max(...frames.map(({ metrics }) => metrics.exactError))).toBeLessThanOrEqual(1e-10)
})

import { framesOf } from '@lazyrich/testing/frames'
import { expect, test } from 'vitest'
import { activationRegionsExperiment } from '../../src/experiments/index.ts'

const { runs } = activationRegionsExperiment.presets.small

test.each([0, 1, 2, 3])(
  'the paper’s effect at seed %d: upstream and balanced turn their lines while f is small, downstream keeps them',
  async (seed) => {
    const [up, balanced, down] = await Promise.all(
      runs.map(({ set }) => framesOf(activationRegionsExperiment, set, { seed })),
    )
    for (const frames of [up, balanced]) {
      const early = frames.filter(({ metrics }) => metrics.outputSize < 0.2).at(-1)!
      expect(early.metrics.turning).toBeGreaterThan(30)
      expect(frames.at(-1)!.metrics.loss).toBeLessThan(0.1)
    }
    expect(down.at(-1)!.metrics.turning).toBeLessThan(10)
    expect(down.at(-1)!.metrics.hammingDistance).toBeLessThan(0.05)
    expect(down.at(-1)!.metrics.loss).toBeLessThan(0.1)
  },
)

test('every run starts as the same small function, on the same points', async () => {
  const firsts = await Promise.all(
    runs.map(async ({ set }) => (await framesOf(activationRegionsExperiment, { ...set, steps: 1 }, { seed: 3 }))[0]),
  )
  for (const { fields, metrics } of firsts) {
    expect(metrics.outputSize).toBeLessThan(0.05)
    fields!.surface.data.forEach((f, p) => {
      expect(Math.abs(f - firsts[0].fields!.surface.data[p])).toBeLessThanOrEqual(1e-15)
    })
  }
  const given = runs.map(({ set }) => activationRegionsExperiment.start(set, { seed: 3 }).given)
  for (const each of given) expect(each).toEqual(given[0])
})

test('the surface is f, and the parity colours the plane: points of one colour have the same parity of active neurons', async () => {
  const frames = await framesOf(activationRegionsExperiment, { delta: 1, steps: 100 }, { seed: 1 })
  const { neurons, readout, surface, parity } = frames.at(-1)!.fields!
  const at = (k: number): number => 1.5 * ((2 * k) / 24 - 1)
  for (let p = 0; p < 625; p++) {
    const [x, y] = [at(p % 25), at(Math.floor(p / 25))]
    let [f, active, nearest] = [0, 0, Number.POSITIVE_INFINITY]
    readout.data.forEach((a, k) => {
      const z = neurons.data[2 * k] * x + neurons.data[2 * k + 1] * y
      f += Math.sign(a) * Math.max(0, z)
      active += z >= 0 ? 1 : 0
      nearest = Math.min(nearest, Math.abs(z))
    })
    expect(Math.abs(surface.data[p] - f)).toBeLessThanOrEqual(1e-12)
    if (nearest > 1e-9) expect(parity.data[p]).toBe(active % 2)
  }
})

test('a diverging run ends with a frame that says so', async () => {
  const frames = await framesOf(activationRegionsExperiment, { stepSize: 100 }, { seed: 0 })
  expect(frames.at(-1)!.end!.message).toMatch(
    /loss not finite at step \d+; halve stepSize until it holds: 50 instead of 100/,
  )
})

import { framesOf } from '@lazyrich/testing/frames'
import { describe, expect, test } from 'vitest'
import { singleNeuron } from '../../src/experiments/index.ts'
import { type Frame, LazyrichError } from '../../src/index.ts'

const { runs } = singleNeuron.presets.small

test('preset small compares the seven δ of Figs. 2–4a', () => {
  expect(runs.map(({ set }) => set.delta)).toEqual([-4, -2, -1, 0, 1, 2, 4])
})

describe.each(runs)('$label', ({ set }) => {
  test('starts at β₀ and goes to the target, integrated flow on top of the exact solution', async () => {
    const frames = await framesOf(singleNeuron, set, { seed: 0 })
    const [first, last] = [frames[0], frames.at(-1)!]
    expect(first.metrics.exactError).toBeLessThanOrEqual(1e-15)
    expect(first.fields!.beta.data[0]).toBeCloseTo(-1, 14)
    expect(first.fields!.beta.data[1]).toBeCloseTo(0, 14)
    // at t = 20 the delayed rich flows are still on their way: the delay grows like |δ|
    expect(last.metrics.loss).toBeLessThan((set.delta as number) < -1 ? 0.02 : 1e-6)
    for (const { metrics } of frames) {
      expect(metrics.exactError).toBeLessThanOrEqual(1e-8)
      expect(metrics.deltaDrift).toBeLessThanOrEqual(1e-8)
      for (const name of ['loss', 'kernelDistance', 'signedMagnitude', 'alignment', 'kernelNorm', 'kernelAlignment'])
        expect(Math.abs(metrics[name] - metrics[`${name}Exact`]), name).toBeLessThanOrEqual(1e-7)
    }
  })
})

test('frames between two steps of the integrator are as exact as those on them', async () => {
  const frames = await framesOf(singleNeuron, { delta: 1, record: 'lin:2000' }, { seed: 0 })
  expect(Math.max(...frames.map(({ metrics }) => metrics.exactError))).toBeLessThanOrEqual(1e-8)
})

test('the kernel turns least for the largest δ', async () => {
  const ends = await Promise.all(
    runs.map(async ({ set }) => (await framesOf(singleNeuron, set, { seed: 0 })).at(-1)!.metrics.kernelDistance),
  )
  expect(ends.at(-1)).toBe(Math.min(...ends))
})

describe('preset silent-alignment', () => {
  const { runs } = singleNeuron.presets['silent-alignment']
  const all = (): Promise<Frame[][]> => Promise.all(runs.map(({ set }) => framesOf(singleNeuron, set, { seed: 0 })))

  test('turns every kernel at the same time, from 1/√5 of the targets to 2/√5, whatever the size of the start', async () => {
    const [first, ...others] = await all()
    expect(first[0].metrics.kernelAlignment).toBeCloseTo(1 / Math.sqrt(5), 12)
    expect(first.at(-1)!.metrics.kernelAlignment).toBeCloseTo(2 / Math.sqrt(5), 6)
    for (const frames of others)
      frames.forEach(({ metrics }, i) => {
        expect(metrics.kernelAlignment).toBeCloseTo(first[i].metrics.kernelAlignment, 7)
      })
  })

  test('from the smallest start the kernel has turned by nine tenths before the loss has fallen by one', async () => {
    const frames = (await all()).at(-1)!
    const turned = frames.findIndex(({ metrics }) => metrics.kernelAlignment > (1 + 0.9) / Math.sqrt(5))
    const fallen = frames.findIndex(({ metrics }) => metrics.loss < 0.9 * frames[0].metrics.loss)
    expect(turned).toBeGreaterThan(0)
    expect(frames[turned].time).toBeLessThan(frames[fallen].time / 2)
  })
})

test.each([
  { sign: 'negative', delta: -1 },
  { 'learningRate.a': 3, 'learningRate.w': 0.5, delta: 1 },
  { beta0: [0, 0], delta: 1 },
  { beta0: [0, 0], delta: 0 },
])('a < 0, unequal rates and a start at β = 0 are integrated beside their exact solution: %j', async (set) => {
  const frames = await framesOf(singleNeuron, set, { seed: 0 })
  expect(Math.max(...frames.map(({ metrics }) => metrics.exactError))).toBeLessThanOrEqual(1e-8)
})

test('the seed changes nothing: there is no randomness in it', async () => {
  const [one, other] = await Promise.all([0, 1].map((seed) => framesOf(singleNeuron, { record: 'lin:5' }, { seed })))
  expect(one).toEqual(other)
})

test('β₀ = 0 downstream is refused under the name that the parameter has', () => {
  const call = (): unknown => singleNeuron.start({ beta0: [0, 0], delta: -1 }, { seed: 0 })
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow('beta0 is 0')
})

test('changing a list that was given for a parameter changes no run', async () => {
  const target = [0, 1]
  const run = singleNeuron.start({ target, record: 'lin:5' }, { seed: 0 })
  target[1] = 50
  let last: number | undefined
  for await (const event of run) if (event.kind === 'frame') last = event.metrics.loss
  expect(last).toBeLessThan(1e-6)
  expect(run.parameters.target).toEqual([0, 1])
})

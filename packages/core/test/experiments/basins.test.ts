import { expectedFrames } from '@lazyrich/testing/frames'
import { describe, expect, test } from 'vitest'
import { basins } from '../../src/experiments/index.ts'
import { LazyrichError } from '../../src/index.ts'

const { runs } = basins.presets.small

test('preset small starts 0.001 off the surface on both sides, at δ = −2, −10 and 0', () => {
  expect(runs.map(({ set }) => [set.delta, set.offset])).toEqual([
    [-2, 1e-3],
    [-2, -1e-3],
    [-10, 1e-3],
    [-10, -1e-3],
    [0, 1e-3],
    [0, -1e-3],
  ])
})

describe.each(runs)('$label', ({ set }) => {
  test('ends at β*, with a on the side of the surface where it started', async () => {
    const frames = await expectedFrames(basins, set, 0)
    const [first, last] = [frames[0], frames.at(-1)!]
    const side = Math.sign(set.offset as number)
    expect(Math.sign(first.metrics.surfaceCoordinate)).toBe(side)
    expect(Math.abs(first.metrics.surfaceCoordinate)).toBeLessThanOrEqual(1e-3)
    expect(Math.sign(last.metrics.a)).toBe(side)
    expect(last.metrics.loss).toBeLessThan(1e-10)
    for (const { metrics } of frames) expect(Math.sign(metrics.surfaceCoordinate)).toBe(side)
  })

  test('has its exact solution on top, however long it stays at the saddle', async () => {
    for (const { metrics } of await expectedFrames(basins, set, 0)) {
      expect(metrics.exactError).toBeLessThanOrEqual(3e-8)
      expect(metrics.deltaDrift).toBeLessThanOrEqual(1e-12)
      for (const name of ['a', 'along', 'surfaceCoordinate'])
        expect(Math.abs(metrics[name] - metrics[`${name}Exact`]), name).toBeLessThanOrEqual(3e-8) // at δ = 0 the start's own conditioning decides
    }
  })

  test('has escaped half-way, to 0.2 %, when that was predicted', async () => {
    const probe = await expectedFrames(basins, { ...set, record: 'lin:1' }, 0)
    const { escapeTime, a } = probe.at(-1)!.metrics
    const frames = await expectedFrames(basins, { ...set, endTime: 100, record: 'lin:1000' }, 0)
    const last = frames.findLastIndex(({ metrics }) => metrics.a ** 2 <= a ** 2 / 2)
    const [before, after] = [frames[last], frames[last + 1]]
    // Between two frames a² is a straight line, near enough.
    const [low, high] = [before.metrics.a ** 2, after.metrics.a ** 2]
    const half = before.time + ((a ** 2 / 2 - low) / (high - low)) * (after.time - before.time)
    expect(Math.abs(half / escapeTime - 1)).toBeLessThan(0.002)
  })
})

test('downstream both sides go to the saddle together; at δ = 0 no flow changes the sign of a', async () => {
  const [above, below] = await Promise.all(runs.slice(0, 2).map(({ set }) => expectedFrames(basins, set, 0)))
  const near = above.findIndex(({ metrics }) => Math.abs(metrics.a) < 0.01)
  expect(near).toBeGreaterThan(0)
  expect(Math.abs(above[near].metrics.a - below[near].metrics.a)).toBeLessThan(0.01)
  expect(above[near].metrics.loss).toBeCloseTo(0.53125, 3) // ½‖β*‖²
  expect(above[0].metrics.a).toBe(-4)
  expect(above.at(-1)!.metrics.a).toBeGreaterThan(0.5)
  for (const { set } of runs.slice(4))
    for (const { metrics } of await expectedFrames(basins, set, 0))
      expect(Math.sign(metrics.a)).toBe(Math.sign(set.a0 as number))
})

test('integration takes the right side even from 1e-10 off the surface', async () => {
  for (const offset of [1e-10, -1e-10]) {
    const last = (await expectedFrames(basins, { delta: -2, offset, record: 'lin:20' }, 0)).at(-1)!.metrics
    expect(Math.sign(last.a)).toBe(Math.sign(offset))
    expect(last.loss).toBeLessThan(1e-10)
  }
})

test('the surface is given as points (a, w) with z₊ = 0 and this δ, on both sides of β*', () => {
  const { surface } = basins.start({ delta: -2 }, { seed: 0 }).given
  expect(surface.shape).toEqual([2, 17, 3])
  const lambda = Math.sqrt(1 + 1.0625)
  for (let p = 0; p < surface.data.length; p += 3) {
    const [a, w1, w2] = surface.data.subarray(p, p + 3)
    expect(a * a - w1 * w1 - w2 * w2).toBeCloseTo(-2, 10)
    expect((lambda - 1) * a + w1 + 0.25 * w2).toBeCloseTo(0, 10)
    const leaning = -0.25 * w1 + w2
    expect(Math.sign(leaning)).toBe(p < 51 ? 1 : -1)
  }
})

test.each([
  { delta: -3, 'learningRate.a': 2, 'learningRate.w': 0.5 },
  { delta: -3, 'learningRate.a': 0.5, 'learningRate.w': 2, side: 'right', offset: -1e-4 },
])('holds with unequal rates and on the other side of β*: %j', async (set) => {
  const frames = await expectedFrames(basins, set, 0)
  const last = frames.at(-1)!.metrics
  expect(Math.sign(last.a)).toBe('offset' in set ? -1 : 1)
  expect(Math.max(...frames.map(({ metrics }) => metrics.exactError))).toBeLessThan(1e-8)
})

test('a start on the surface itself has no escape', async () => {
  const frames = await expectedFrames(basins, { delta: 0, a0: -4, offset: 0, endTime: 20, record: 'lin:20' }, 0)
  expect(frames.at(-1)!.metrics.escapeTime).toBeNaN()
})

test('an offset that leads off the circle is refused by name', () => {
  const call = (): unknown => basins.start({ delta: 0, offset: 1e-3 }, { seed: 0 })
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow('offset is 0.001')
  expect(() => basins.start({ target: [0, 0] }, { seed: 0 })).toThrow('target')
})

import { framesOf } from '@lazyrich/testing/frames'
import { describe, expect, test } from 'vitest'
import { implicitBias } from '../../src/experiments/index.ts'
import { integrate, LazyrichError } from '../../src/index.ts'

const { runs } = implicitBias.presets.small
const [x1, x2] = [0.5, 1]
const givenOf = (set: object) => implicitBias.start({ ...set }, { seed: 0 }).given
const last = async (set: object) => (await framesOf(implicitBias, { ...set }, { seed: 0 })).at(-1)!

test('preset small compares the seven δ of Fig. 4b', () => {
  expect(runs.map(({ set }) => set.delta)).toEqual([-4, -2, -1, 0, 1, 2, 4])
})

describe.each(runs)('$label', ({ set }) => {
  test('ends on the line of solutions, at the point that was predicted', async () => {
    const frames = await framesOf(implicitBias, set, { seed: 0 })
    const end = frames.at(-1)!
    const [b1, b2] = end.fields!.beta.data
    expect(x1 * b1 + x2 * b2).toBeCloseTo(1.1, 9)
    const { limit, solutions } = givenOf(set)
    expect(Math.hypot(b1 - limit.data[0], b2 - limit.data[1])).toBeLessThan(1e-9)
    expect(end.metrics.limitDistance).toBeLessThan(1e-9)
    for (const p of [0, 2]) expect(x1 * solutions.data[p] + x2 * solutions.data[p + 1]).toBeCloseTo(1.1, 12)
  })

  test('has its exact solution on top, and conserves δ', async () => {
    for (const { metrics } of await framesOf(implicitBias, set, { seed: 0 })) {
      expect(metrics.exactError).toBeLessThanOrEqual(1e-9)
      expect(metrics.deltaDrift).toBeLessThanOrEqual(1e-9)
      for (const name of ['loss', 'kernelDistance', 'alongLine'])
        expect(Math.abs(metrics[name] - metrics[`${name}Exact`]), name).toBeLessThanOrEqual(1e-9)
    }
  })
})

test('every δ has an end of its own, ordered from one limit to the other', async () => {
  const frames = await Promise.all(runs.map(({ set }) => last(set)))
  const ends = frames.map(({ metrics }) => metrics.alongLine)
  const along = ({ data }: { data: Float64Array }): number => (-x2 * data[0] + x1 * data[1]) / Math.hypot(x1, x2)
  const { downstreamLimit, upstreamLimit } = givenOf({})
  const ordered = [along(downstreamLimit), ...ends, along(upstreamLimit)]
  expect(ordered).toEqual(ordered.toSorted((one, other) => one - other))
  expect(new Set(ordered).size).toBe(9)
})

test('the limits are the solution nearest β₀ and the one in its direction, and δ far out comes near them', async () => {
  const { upstreamLimit, downstreamLimit } = givenOf({ delta: 1000 })
  // β₀ = (0.4, 0.05) falls 0.85 short of 1.1: along x by 0.85/1.25, along itself by 1.1/0.25
  expect(Array.from(upstreamLimit.data)).toEqual([expect.closeTo(0.74, 12), expect.closeTo(0.73, 12)])
  expect(Array.from(downstreamLimit.data)).toEqual([expect.closeTo(1.76, 12), expect.closeTo(0.22, 12)])
  const near = async (delta: number, field: string): Promise<number> => {
    const { beta } = (await last({ delta, endTime: 20 / Math.abs(delta) + 1 })).fields!
    const { data } = givenOf({ delta })[field]
    return Math.hypot(beta.data[0] - data[0], beta.data[1] - data[1])
  }
  expect(await near(1000, 'upstreamLimit')).toBeLessThan(1e-5)
  expect(await near(-1000, 'downstreamLimit')).toBeLessThan(1e-3)
})

test('a start on the other side of 0 changes the sign of a on the way, and ends where that was predicted', async () => {
  const frames = await framesOf(implicitBias, { delta: -4, beta0: [-0.4, -0.05] }, { seed: 0 })
  const signs = frames.map(({ fields }) => Math.sign(fields!.beta.data[0] * x1 + fields!.beta.data[1] * x2))
  expect(signs[0]).toBe(-1)
  expect(signs.at(-1)).toBe(1)
  expect(frames.at(-1)!.metrics.limitDistance).toBeLessThan(1e-9)
  expect(Math.max(...frames.map(({ metrics }) => metrics.exactError))).toBeLessThan(1e-9)
})

test.each([
  { 'learningRate.a': 3, 'learningRate.w': 0.5, delta: -1 },
  { 'learningRate.a': 0.2, 'learningRate.w': 2, delta: 1, sign: 'negative' },
  { delta: 0, beta0: [0, 0] },
  { delta: 2, beta0: [0, 0], sign: 'negative' },
])('rates, sign and a start at 0 are taken as given: %j', async (set) => {
  const frames = await framesOf(implicitBias, { ...set, endTime: 40 }, { seed: 0 })
  expect(Math.max(...frames.map(({ metrics }) => metrics.exactError))).toBeLessThan(1e-8)
  const isMoving = frames.at(-1)!.metrics.loss < 1e-6
  expect(isMoving).toBe(set.delta !== 0 || !('beta0' in set))
  if (isMoving) expect(frames.at(-1)!.metrics.limitDistance).toBeLessThan(1e-6)
})

test('β moves as β̇ = −M g says, with M from δ and β alone', async () => {
  const delta = -1
  const times = [0.5, 1, 2]
  const { states } = integrate(
    (_t, beta, into) => {
      const [b1, b2] = beta
      const squared = b1 * b1 + b2 * b2
      const kappa = Math.sqrt(delta * delta + 4 * squared)
      const residual = x1 * b1 + x2 * b2 - 1.1
      const along = ((kappa - delta) / 2 / squared) * (b1 * x1 + b2 * x2) * residual
      into[0] = -((kappa + delta) / 2) * x1 * residual - along * b1
      into[1] = -((kappa + delta) / 2) * x2 * residual - along * b2
    },
    [0.4, 0.05],
    times,
    { rtol: 1e-11, atol: 1e-13 },
  )
  const frames = await framesOf(implicitBias, { delta, endTime: 2, record: 'every:0.5' }, { seed: 0 })
  const betas = [1, 2, 4].map((k) => Array.from(frames[k].fields!.beta.data))
  betas.flat().forEach((value, p) => {
    expect(value).toBeCloseTo(states[p], 8)
  })
})

test('x = 0 and β₀ = 0 downstream are refused by name', () => {
  expect(() => implicitBias.start({ x: [0, 0] }, { seed: 0 })).toThrow(LazyrichError)
  expect(() => implicitBias.start({ x: [0, 0] }, { seed: 0 })).toThrow('x is 0,0: x ≠ 0 is accepted')
  expect(() => implicitBias.start({ beta0: [0, 0], delta: -1 }, { seed: 0 })).toThrow('beta0 is 0')
})

test('β₀ ⟂ x has no end in its direction: that limit is NaN, and the run itself goes on', async () => {
  const { metrics } = await last({ delta: -1, beta0: [1, -0.5], endTime: 40 })
  expect(Array.from(givenOf({ delta: -1, beta0: [1, -0.5] }).downstreamLimit.data)).toEqual([Number.NaN, Number.NaN])
  expect(metrics.limitDistance).toBeLessThan(1e-6)
})

import { expectedFrames, expectSameFrames, framesOf } from '@lazyrich/testing/frames'
import { describe, expect, test } from 'vitest'
import { phaseDiagram } from '../../src/experiments/index.ts'
import type { Frame } from '../../src/index.ts'
import type { Snapshot } from '../../src/port/index.ts'
import { smallCell } from '../support/settings.ts'

const descent = { ...smallCell, method: 'descent' }

async function last(set: object, seed: number) {
  return (await expectedFrames(phaseDiagram, { ...descent, steps: 1000, record: 'log:4', ...set }, seed)).at(-1)!
}

test.each([0, 1, 2, 3, 4])(
  'at seed %d small τ is rich, at once where δ > 0 and late where δ < 0; large τ is lazy',
  async (seed) => {
    const at = async (tau: number, delta: number) => {
      const frames = await framesOf(phaseDiagram, { ...descent, tau, delta, steps: 1000, record: 'log:4' }, { seed })
      return { early: frames.find(({ step }) => step === 10)!.metrics, end: frames.at(-1)!.metrics }
    }
    const [up, balanced, down] = [await at(0.1, 1), await at(0.1, 0), await at(0.1, -1)]
    for (const { end } of [await at(2, 1), await at(2, 0), await at(2, -1)])
      expect(end.kernelDistance).toBeLessThan(down.end.kernelDistance / 10)
    expect(up.early.hammingDistance).toBeGreaterThan(0.35)
    expect(up.early.hammingDistance).toBeGreaterThan(2 * balanced.early.hammingDistance)
    expect(balanced.early.hammingDistance).toBeGreaterThan(5 * down.early.hammingDistance)
    expect(balanced.end.hammingDistance).toBeGreaterThan(2 * down.end.hammingDistance)
    expect(balanced.end.parameterDistance).toBeGreaterThan(1.5 * up.end.parameterDistance)
    expect(up.early.kernelDistance).toBeGreaterThan(10 * down.early.kernelDistance)
  },
)

test('frames lie at steps 1, 10, 10², …, and flow time is step × stepSize/τ²', async () => {
  const frames = await framesOf(phaseDiagram, { ...descent, tau: 0.5, steps: 1000, record: 'log:4' }, { seed: 0 })
  expect(frames.map(({ step }) => step)).toEqual([0, 1, 10, 100, 1000])
  expect(frames.at(-1)!.time).toBeCloseTo((1000 * 5e-3) / 0.25, 10)
})

test('cells of one seed share teacher, data and directions: the same losses at the start', async () => {
  const starts = await Promise.all(
    [
      [0.1, -1],
      [2, 1],
    ].map(
      async ([tau, delta]) =>
        (await framesOf(phaseDiagram, { ...descent, tau, delta, steps: 1 }, { seed: 5 }))[0].metrics,
    ),
  )
  expect(starts[1].loss / starts[0].loss).toBeCloseTo(1, 12)
  expect(starts[1].testLoss / starts[0].testLoss).toBeCloseTo(1, 12)
})

test('the drift of δ falls with the step size', async () => {
  const coarse = await last({ tau: 0.1, stepSize: 4e-3, steps: 100 }, 0)
  const fine = await last({ tau: 0.1, stepSize: 1e-3, steps: 400 }, 0)
  expect(fine.time).toBeCloseTo(coarse.time, 10)
  expect(fine.metrics.deltaDrift / coarse.metrics.deltaDrift).toBeLessThan(0.5)
})

/** Rich and upstream: its step of 0.5 is not small at first. */
const rich = { ...smallCell, tau: 0.1, delta: 1, steps: 10_000, record: 'log:5' }
const measures = ['kernelDistance', 'hammingDistance', 'parameterDistance'] as const

describe('auto', () => {
  test('descends while flow would differ, flows from then on, and agrees with descent in every distance', async () => {
    const [truth, auto, flow] = await Promise.all(
      ['descent', 'auto', 'flow'].map((method) => framesOf(phaseDiagram, { ...rich, method }, { seed: 0 })),
    )
    const [last, true_] = [auto.at(-1)!, truth.at(-1)!]
    expect(last.metrics.descended).toBeGreaterThanOrEqual(100)
    expect(last.metrics.descended).toBeLessThan(2000)
    expect(last.metrics.difference).toBeLessThanOrEqual(0.02)
    expect(true_.metrics.descended).toBe(10_000)
    expect(flow.at(-1)!.metrics.descended).toBe(0)
    expect(flow.at(-1)!.metrics.difference).toBeGreaterThan(0.5)
    for (const name of measures) expect(Math.abs(last.metrics[name] / true_.metrics[name] - 1), name).toBeLessThan(0.05)
    expect(auto.map(({ step, time }) => [step, time])).toEqual(truth.map(({ step, time }) => [step, time]))
    for (const [i, frame] of auto.entries())
      if (frame.step <= last.metrics.descended)
        expect(frame.metrics.kernelDistance).toBe(truth[i].metrics.kernelDistance)
  })

  test('a share of 0 never flows, a large one descends the first hundred steps', async () => {
    const [never, always] = await Promise.all(
      [0, 1e6].map((share) => framesOf(phaseDiagram, { ...rich, share, steps: 200 }, { seed: 1 })),
    )
    expect(never.at(-1)!.metrics.descended).toBe(200)
    expect(always.at(-1)!.metrics.descended).toBe(100)
  })

  test('resumes bit for bit wherever a snapshot is taken: while it descends, as flow takes over, between steps', async () => {
    const settings = { ...rich, steps: 3000, record: 'log:8' }
    const run = phaseDiagram.start(settings, { seed: 0 })
    const frames: Frame[] = []
    const snapshots: { frames: number; snapshot: Snapshot }[] = []
    let events = 0
    for await (const event of run) {
      if (event.kind === 'frame') frames.push(event)
      if (events++ % 17 === 0)
        snapshots.push({ frames: frames.length, snapshot: structuredClone(await run.snapshot()) })
    }
    expect(snapshots.length).toBeGreaterThan(8)
    expect(new Set(snapshots.map(({ snapshot }) => snapshot.state.flowing))).toEqual(new Set([0, 1]))
    for (const { frames: before, snapshot } of snapshots)
      expectSameFrames(await framesOf(phaseDiagram, settings, { seed: 0, from: snapshot }), frames.slice(before))
  })
})

test.each(['descent', 'auto', 'flow'])(
  'by %s, a longer run goes on from a snapshot in flow time, at another step size too',
  async (method) => {
    const settings = { ...smallCell, tau: 1, steps: 400, record: 'lin:2', method }
    const run = phaseDiagram.start(settings, { seed: 0 })
    let middle: Snapshot | undefined
    for await (const event of run) if (event.kind === 'frame' && event.step === 200) middle = await run.snapshot()
    const [frame] = await framesOf(phaseDiagram, { ...settings, stepSize: 1e-2 }, { seed: 0, from: middle! })
    expect(frame.time).toBeCloseTo(200 * 5e-3 + 200 * 1e-2, 10)
  },
)

describe('runs that cannot go on keep their frames, and say what to change', () => {
  test('a step size that diverges', async () => {
    const frames = await framesOf(phaseDiagram, { ...rich, stepSize: 100, record: 'every:1' }, { seed: 0 })
    expect(frames.at(-1)!.end).toMatchObject({ reason: 'diverged' })
    expect(frames.at(-1)!.end!.message).toMatch(
      /^loss not finite at step \d+; halve stepSize until it holds: 50 instead of 100$/,
    )
    expect(frames.length).toBeGreaterThan(1)
  })

  test('a tolerance that cannot be reached, once; its snapshot has nothing more to give', async () => {
    const settings = { ...smallCell, tau: 0.5, samples: 30, steps: 500, method: 'flow', rtol: 1e-12, record: 'log:4' }
    const run = phaseDiagram.start(settings, { seed: 0 })
    const frames: Frame[] = []
    for await (const event of run) if (event.kind === 'frame') frames.push(event)
    expect(frames[0].metrics.loss).toBeGreaterThan(0)
    expect(frames.at(-1)!.end).toMatchObject({ reason: 'diverged' })
    // It ends between two steps: the frame, like the message, names the last that was reached, at the time where it is.
    const { step, time, end } = frames.at(-1)!
    const at = (await run.snapshot()).state.step as number
    expect(step).toBe(Math.floor(at))
    expect(time).toBeCloseTo((at * 5e-3) / 0.5 ** 2, 12)
    expect(end!.message).toContain(`by step ${step},`)
    expect(frames.at(-1)!.end!.message).toMatch(/try a larger rtol than 1e-12, or method descent$/)
    expect(await framesOf(phaseDiagram, settings, { seed: 0, from: structuredClone(await run.snapshot()) })).toEqual([])
  })
})

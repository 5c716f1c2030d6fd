import { framesOf } from '@lazyrich/testing/frames'
import { expect, test } from 'vitest'
import { neuronRace } from '../../src/experiments/index.ts'

const wild = { stepSize: 1000 }

test('a diverging run ends with one frame that says so, and keeps all before it', async () => {
  const frames = await framesOf(neuronRace, { ...wild, steps: 1000, record: 'every:1' }, { seed: 0 })
  const last = frames.at(-1)!
  expect(last.end!.reason).toBe('diverged')
  expect(last.end!.message).toMatch(/not (any longer )?finite at step 4.*stepSize.*1000/)
  expect(frames.length).toBeGreaterThan(2)
  expect(frames.slice(0, -1).every(({ end, metrics }) => end === undefined && Number.isFinite(metrics.loss))).toBe(true)
  expect(frames.map(({ step }) => step)).toEqual(frames.map((_, i) => i))
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'with frames every %d steps too, a loss that is not finite is never shown but in the diverged frame',
  async (every) => {
    const frames = await framesOf(neuronRace, { ...wild, steps: 40, record: `every:${every}` }, { seed: 0 })
    expect(frames.at(-1)!.end!.reason).toBe('diverged')
    for (const { metrics } of frames.slice(0, -1)) expect(Number.isFinite(metrics.loss)).toBe(true)
  },
)

test.each([1, 2, 3, 4, 5, 6])(
  'a run whose loss is not finite at its last step, %d, has not completed',
  async (steps) => {
    const frames = await framesOf(neuronRace, { ...wild, steps, record: 'lin:1' }, { seed: 0 })
    const { metrics, end } = frames.at(-1)!
    expect(end!.reason).toBe(Number.isFinite(metrics.loss) ? 'complete' : 'diverged')
  },
)

test('a snapshot of a diverged run has nothing more to give', async () => {
  const settings = { ...wild, steps: 1000, record: 'lin:2' }
  const run = neuronRace.start(settings, { seed: 0 })
  let last: unknown
  for await (const event of run) last = event
  expect(last).toMatchObject({ end: { reason: 'diverged' } })
  expect(await framesOf(neuronRace, settings, { seed: 0, from: structuredClone(await run.snapshot()) })).toEqual([])
})

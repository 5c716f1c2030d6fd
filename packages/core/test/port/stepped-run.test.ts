import { describe, expect, test } from 'vitest'
import { type Frame, LazyrichError } from '../../src/index.ts'
import { type RunBody, type RunEvent, type SteppedRun, steppedRun } from '../../src/port/index.ts'

/** Doubles x in every step, by at most four steps a turn. */
function doubling(change: Partial<SteppedRun> = {}): RunBody {
  const { from } = change
  let x = from ? (from.x as number) : 1
  return steppedRun({
    steps: 100,
    record: 'lin:5',
    from,
    advance(step, limit) {
      const until = Math.min(limit, step + 4)
      for (; step < until; step++) x *= 2
      return step
    },
    timeOf: (step) => step / 2,
    measure: () => ({ metrics: { x } }),
    state: () => ({ x }),
    ...change,
  })
}

/** The next event of a run whose parts all come at once. */
function event(run: RunBody): RunEvent<ArrayBufferLike> | undefined {
  const next = run.next()
  if (next instanceof Promise) throw new Error('this run is waited for')
  return next
}

function eventsOf(run: RunBody): RunEvent<ArrayBufferLike>[] {
  const events: RunEvent<ArrayBufferLike>[] = []
  for (let next = event(run); next; next = event(run)) events.push(next)
  return events
}

function framesOf(run: RunBody): Frame<ArrayBufferLike>[] {
  return eventsOf(run).filter((each) => each.kind === 'frame')
}

const stepsOf = (frames: readonly Frame<ArrayBufferLike>[]): number[] => frames.map(({ step }) => step)

describe('a stepped run', () => {
  test.each([
    ['lin:5', 100, [0, 20, 40, 60, 80, 100]],
    ['log:3', 100, [0, 1, 10, 100]],
    ['every:30', 100, [0, 30, 60, 90, 100]],
    ['every:0.4', 3, [0, 1, 2, 3]],
    ['lin:50', 3, [0, 1, 2, 3]],
    ['log:1', 7, [0, 7]],
    ['every:1e9', 7, [0, 7]],
  ])('with record %s has its frames of %d steps at %j', (record, steps, places) => {
    const frames = framesOf(doubling({ record, steps }))
    expect(stepsOf(frames)).toEqual(places)
    for (const { step, time, metrics } of frames) expect([time, metrics.x]).toEqual([step / 2, 2 ** step])
  })

  test('says that it is complete with its last frame, and has nothing more to give', () => {
    const run = doubling()
    const frames = framesOf(run)
    expect(frames.map(({ end }) => end)).toEqual([
      ...Array(5).fill(undefined),
      { reason: 'complete', message: '100 steps done' },
    ])
    expect(event(run)).toBeUndefined()
  })

  test('yields progress wherever an advance stops before the next frame', () => {
    expect(
      eventsOf(doubling({ steps: 10, record: 'lin:1' })).map(({ kind, step, time }) => [kind, step, time]),
    ).toEqual([
      ['frame', 0, 0],
      ['progress', 4, 2],
      ['progress', 8, 4],
      ['frame', 10, 5],
    ])
  })

  test('carries the fields of its measures, and its computation', () => {
    const field = { data: Float64Array.of(1, 2), shape: [2] }
    const computation = { backend: 'cpu', kernelVariant: 'js', versions: {}, warnings: [] }
    const run = doubling({ computation, measure: () => ({ metrics: {}, fields: { field } }) })
    expect(run.computation).toBe(computation)
    expect(event(run)).toEqual({ kind: 'frame', step: 0, time: 0, metrics: {}, fields: { field } })
  })

  test('waits for parts that are to be waited for, with the same events as where they come at once', async () => {
    const settings = { steps: 10, record: 'lin:2' }
    const run = doubling(settings)
    const later = doubling({
      ...settings,
      advance: async (step, limit) => Math.min(step + 4, limit),
      async *measure() {
        yield 1e6
        return { metrics: { x: 1 } }
      },
      state: async (step) => ({ half: step / 2 }),
    })
    const events: RunEvent<ArrayBufferLike>[] = []
    for (let next = await later.next(); next; next = await later.next()) events.push(next)
    const places = (all: readonly RunEvent<ArrayBufferLike>[]) => all.map(({ kind, step }) => `${kind} ${step}`)
    const [first, ...rest] = places(eventsOf(run))
    expect(places(events)).toEqual([
      'progress 0',
      first,
      ...rest.flatMap((each) => (each.startsWith('frame') ? [each.replace('frame', 'progress'), each] : [each])),
    ])
    expect(await later.state()).toEqual({ half: 5, step: 10, shown: 10, over: 1 })
  })
})

describe('measuring in parts', () => {
  /** Six parts of work 1. */
  const inParts: Partial<SteppedRun> = {
    steps: 2,
    record: 'lin:1',
    *measure() {
      for (let part = 0; part < 6; part++) yield 1
      return { metrics: { x: 7 } }
    },
  }

  test.each([
    [1, 6],
    [2, 3],
    [4, 1],
    [7, 0],
  ])('with %d parts a turn yields progress %d times before each frame, at its step', (workATurn, times) => {
    const events = eventsOf(doubling({ ...inParts, workATurn }))
    const before = (step: number): string[] => [...Array(times).fill(`progress ${step}`), `frame ${step}`]
    expect(events.map(({ kind, step }) => `${kind} ${step}`)).toEqual([...before(0), ...before(2)])
  })

  test('a snapshot in the middle of it leads to the same frames', () => {
    const all = framesOf(doubling({ ...inParts, workATurn: 2 }))
    for (const taken of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const run = doubling({ ...inParts, workATurn: 2 })
      const events = Array.from({ length: taken }, () => event(run)!)
      const seen = events.filter((each) => each.kind === 'frame')
      const from = run.state() as SteppedRun['from']
      expect([...seen, ...framesOf(doubling({ ...inParts, workATurn: 2, from }))], `after ${taken}`).toEqual(all)
    }
  })
})

describe('a run in trouble', () => {
  const trouble: SteppedRun['trouble'] = ({ x }, step) => (x! < 1e3 ? undefined : `x is ${x} at step ${step}`)

  test('ends with the reason at the first frame that shows it, and keeps the frames before', () => {
    const frames = framesOf(doubling({ record: 'every:4', trouble }))
    expect(stepsOf(frames)).toEqual([0, 4, 8, 12])
    expect(frames.map(({ end }) => end?.reason)).toEqual([undefined, undefined, undefined, 'diverged'])
    expect(frames.at(-1)!.end!.message).toBe('x is 4096 at step 12')
  })

  test('is told of its trouble rather than of its completion at the last step', () => {
    expect(framesOf(doubling({ steps: 12, record: 'lin:1', trouble })).at(-1)!.end!.reason).toBe('diverged')
  })

  test('ends at once where it is stuck, be it between two steps: the step was not reached', () => {
    let at = 0
    const stuck: Partial<SteppedRun> = {
      advance(step, limit) {
        at = Math.min(step + 4, limit, 9.5)
        return at
      },
      isStuck: () => at === 9.5,
      trouble: () => (at === 9.5 ? 'nothing moves' : undefined),
    }
    const last = framesOf(doubling({ record: 'every:3', ...stuck })).at(-1)!
    expect([last.step, last.time, last.end!.message]).toEqual([9, 4.75, 'nothing moves'])
  })

  test('has nothing more to give after its end, resumed or made longer', () => {
    const run = doubling({ steps: 12, record: 'lin:1', trouble })
    eventsOf(run)
    const from = run.state() as SteppedRun['from']
    for (const steps of [12, 200]) expect(event(doubling({ steps, from, trouble })), `${steps}`).toBeUndefined()
  })
})

describe('a stepped run that goes on', () => {
  const stateAfter = (frames: number, change: Partial<SteppedRun> = {}): SteppedRun['from'] => {
    const run = doubling(change)
    for (let seen = 0; seen < frames; ) if (event(run)!.kind === 'frame') seen++
    return run.state() as SteppedRun['from']
  }

  test('from a snapshot after any frame gives the remaining ones', () => {
    const all = framesOf(doubling())
    for (const k of all.keys()) expect(framesOf(doubling({ from: stateAfter(k) })), `after ${k}`).toEqual(all.slice(k))
  })

  test('at another length gives no frame twice, and ends there', () => {
    const from = stateAfter(3)
    expect(from).toEqual({ x: 2 ** 40, step: 40, shown: 40, over: 0 })
    expect(stepsOf(framesOf(doubling({ from, steps: 200 })))).toEqual([80, 120, 160, 200])
    const shorter = framesOf(doubling({ from, steps: 10 }))
    expect(shorter.map(({ step, end }) => [step, end!.message])).toEqual([[40, '40 steps done']])
  })

  test('after its end does so only where it is made longer', () => {
    const from = stateAfter(6)
    expect(event(doubling({ from }))).toBeUndefined()
    expect(event(doubling({ from, steps: 50 }))).toBeUndefined()
    expect(stepsOf(framesOf(doubling({ from, steps: 120, record: 'every:10' })))).toEqual([110, 120])
  })

  test.each<[Partial<SteppedRun>, number[], string]>([
    [{}, [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY], 'a whole number ≥ 0 is accepted'],
    [{ fixedLength: true }, [-1, 1.5, 101, Number.NaN], 'a whole number from 0 to 100 is accepted'],
    [{ betweenSteps: true }, [-1, Number.NaN, Number.POSITIVE_INFINITY], 'a number ≥ 0 is accepted'],
  ])('with %j refuses a snapshot at the steps %j: %s', (range, steps, accepted) => {
    for (const step of steps)
      expect(() => doubling({ ...range, from: { x: 1, step, shown: 0, over: 0 } })).toThrow(
        new LazyrichError(`the snapshot's step is ${step}: ${accepted}`),
      )
  })

  test('accepts a snapshot beyond its length, or between two steps, where those can be', () => {
    const at = (step: number) => ({ x: 1, step, shown: 0, over: 0 })
    expect(() => doubling({ from: at(101) })).not.toThrow()
    expect(() => doubling({ from: at(1.5), betweenSteps: true })).not.toThrow()
  })

  test('refuses a state whose end is none that a run comes to', () => {
    const from = { x: 1, step: 1, shown: 0, over: 7 }
    expect(() => doubling({ from })).toThrow("the snapshot's over is 7: 0, 1 or 2 is accepted")
  })

  test.each(['step', 'shown', 'over'])('refuses a state without %s', (name) => {
    const { [name]: _, ...from } = { x: 1, step: 1, shown: 0, over: 0 } as { [name: string]: number }
    expect(() => doubling({ from })).toThrow(`the snapshot's ${name} is missing: a number is accepted`)
  })
})

test('a run that is stuck without saying why ends there, once', () => {
  let isStuck = false
  const run = doubling({
    advance(step) {
      isStuck = true
      return step + 1
    },
    isStuck: () => isStuck,
  })
  const frames = framesOf(run)
  expect(frames.at(-1)!.end).toEqual({ reason: 'diverged', message: 'the run can go no further at step 1' })
  expect(frames.filter(({ end }) => end)).toHaveLength(1)
})

test('measures that are waited for and fail are taken anew when asked again', async () => {
  let calls = 0
  const run = doubling({
    async *measure() {
      yield 1
      if (calls++ === 0) throw new Error('the backend is gone')
      return { metrics: { x: 7 } }
    },
  })
  await expect(run.next()).rejects.toThrow('the backend is gone')
  expect(await run.next()).toMatchObject({ kind: 'frame', step: 0, metrics: { x: 7 } })
})

test('closing a run lets go of what it holds', () => {
  let closed = 0
  void doubling({ close: () => void closed++ }).close!()
  expect(closed).toBe(1)
})

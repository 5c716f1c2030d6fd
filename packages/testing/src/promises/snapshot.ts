import type { Experiment, Parameter, ParameterValue, RunEvent, Snapshot } from '@lazyrich/core/port'
import { describe, expect, test } from 'vitest'
import { eventsOf, expectedFrames, expectSameFrames, framesIn, framesOf } from '../frames.ts'
import { lengthened, type Settings, shortOf } from '../settings.ts'

const seed = 0

/** Another value that the parameter accepts. */
function another(parameter: Parameter, value: ParameterValue): ParameterValue {
  switch (parameter.kind) {
    case 'number':
      return value === parameter.min ? parameter.max : parameter.min
    case 'vector':
      return (value as readonly number[]).map((entry) => (entry === parameter.max ? parameter.min : parameter.max))
    case 'choice':
      return parameter.choices.find((choice) => choice !== value)!
    case 'record':
      return value === 'lin:7' ? 'lin:8' : 'lin:7'
  }
}

/** What every experiment's snapshots promise; a suite of any package. */
export function promiseSnapshots(experiment: Experiment, settings: Settings = {}): void {
  const short = shortOf(experiment, settings)
  const longer = lengthened(experiment, short, 2)
  const { slow, others } = settings

  describe(experiment.id, () => {
    async function middle(
      parameters: object,
      enough: (events: RunEvent[]) => boolean,
    ): Promise<{ events: RunEvent[]; snapshot: Snapshot }> {
      const run = experiment.start({ ...parameters }, { seed })
      const events: RunEvent[] = []
      for await (const event of run) {
        events.push(event)
        if (enough(events)) return { events, snapshot: structuredClone(await run.snapshot()) }
      }
      throw new Error('the run ended before its middle')
    }

    test('a snapshot after any frame, the start and the end included, leads to the remaining frames bit for bit', async () => {
      const all = await expectedFrames(experiment, short, seed)
      const run = experiment.start(short, { seed })
      const snapshots = [await run.snapshot()]
      for await (const event of run) if (event.kind === 'frame') snapshots.push(structuredClone(await run.snapshot()))
      expect(snapshots).toHaveLength(all.length + 1)
      for (const [done, from] of snapshots.entries())
        expectSameFrames(await framesOf(experiment, short, { seed, from }), all.slice(done), `after ${done} frames,`)
    })

    if (slow)
      test('a snapshot after progress, between two frames, leads to the remaining frames bit for bit', async () => {
        const { events, snapshot } = await middle(slow, (so) => so.length > 20 && so.at(-1)!.kind === 'progress')
        const rest = await framesOf(experiment, slow, { seed, from: snapshot })
        expectSameFrames([...framesIn(events), ...rest], await expectedFrames(experiment, slow, seed))
      })

    test('a snapshot owns its memory: training on does not change it', async () => {
      const run = experiment.start(short, { seed })
      const iterator = run[Symbol.asyncIterator]()
      for (let k = 0; k < 3; k++) await iterator.next()
      const snapshot = await run.snapshot()
      const copy = structuredClone(snapshot)
      for (let k = 0; k < 3; k++) await iterator.next()
      expect(snapshot).toEqual(copy)
    })

    test('frames own their memory: no later event changes an earlier one', async () => {
      const copies: RunEvent[] = []
      const events: RunEvent[] = []
      for await (const event of experiment.start(short, { seed })) {
        events.push(event)
        copies.push(structuredClone(event))
      }
      expect(events).toEqual(copies)
    })

    test('a snapshot can be forked at every parameter that may change, and at no other', async () => {
      const { snapshot } = await middle(short, (so) => so.length === 5)
      for (const [name, parameter] of Object.entries(experiment.parameters)) {
        const value = others?.[name] ?? another(parameter, snapshot.parameters[name]!)
        const fork = (): unknown => experiment.start({ ...short, [name]: value }, { seed, from: snapshot })
        if (parameter.changeable) expect(fork, name).not.toThrow()
        else expect(fork, name).toThrow(`${name} cannot change in the middle of a run`)
      }
    })

    if (longer) {
      test('a fork that lengthens the run keeps what was, and goes further', async () => {
        const { events, snapshot } = await middle(short, (so) => so.length === 5)
        const from = events.at(-1)!
        const frames = await framesOf(experiment, { ...short, ...longer }, { seed, from: snapshot })
        expect(frames[0]!.time).toBeGreaterThan(from.time)
        const plain = await expectedFrames(experiment, short, seed)
        expect(frames.at(-1)!.time).toBeCloseTo(2 * plain.at(-1)!.time, 9)
        expect(frames.at(-1)!.end!.reason).toBe('complete')
      })

      // By little, too: an integrator may have stepped beyond the old end, and beyond the new one.
      test.each([2, 1.05, 1.0001])(
        'a finished run that is made %d times as long goes on from its end',
        async (factor) => {
          const run = experiment.start(short, { seed })
          const done = framesIn(await eventsOf(run)).at(-1)!
          const more = { ...short, ...lengthened(experiment, short, factor) }
          const frames = await framesOf(experiment, more, { seed, from: structuredClone(await run.snapshot()) })
          expect(frames.length).toBeGreaterThan(0)
          expect(frames[0]!.time).toBeGreaterThan(done.time)
          expect(frames.at(-1)![experiment.axis]).toBeCloseTo(experiment.extent(experiment.complete(more)), 9)
          expect(frames.at(-1)!.end!.reason).toBe('complete')
        },
      )
    }

    test('another experiment, revision or seed is refused by name', async () => {
      const { snapshot } = await middle(short, (so) => so.length === 2)
      const start = (from: Snapshot, other = seed): unknown => experiment.start(short, { seed: other, from })
      expect(() => start({ ...snapshot, experiment: 'other' })).toThrow("the snapshot's experiment is other")
      expect(() => start({ ...snapshot, revision: 0 })).toThrow("the snapshot's revision is 0")
      expect(() => start(snapshot, seed + 1)).toThrow(`the snapshot's seed is ${seed}: ${seed + 1} is accepted`)
    })

    test('a snapshot without its state is refused: it never starts silently from the beginning', async () => {
      const { snapshot } = await middle(short, (so) => so.length === 2)
      const { state: _state, ...rest } = snapshot
      expect(() => experiment.start(short, { seed, from: rest as Snapshot })).toThrow('snapshot')
    })
  })
}

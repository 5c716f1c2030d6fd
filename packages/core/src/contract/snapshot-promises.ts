import type { Run, Snapshot } from '../port/experiment.ts'
import type { Parameter, ParameterValue } from '../port/parameter.ts'
import type { SnapshotState } from '../port/snapshot-state.ts'
import { demand, demandRefusal, demandSame, demandSameFrames } from './demand.ts'
import { lengthened } from './options.ts'
import { copyOf } from './plain-data.ts'
import { eventsOf, framesIn, framesOf, upTo } from './runs.ts'
import type { ExperimentPromise, Subject } from './subject.ts'

/** What snapshots promise: all that resuming bit for bit needs, and nothing that fits another run. */
export function snapshotPromises(subject: Subject): ExperimentPromise[] {
  const { experiment, short, slow, others, seed, shortEvents, slowEvents } = subject
  const { axis } = experiment
  const promise = (says: string, check: () => Promise<void>): ExperimentPromise => ({ kind: 'snapshot', says, check })
  const start = (): Run => experiment.start(short, { seed })
  const inTheMiddle = () => upTo(start(), (events) => framesIn(events).length === 2)
  const longer = lengthened(experiment, short, 2)
  return [
    promise(
      'a snapshot after any frame, the start and the end included, leads to the remaining frames bit for bit',
      async () => {
        const all = framesIn(await shortEvents())
        const run = start()
        const snapshots = [copyOf(await run.snapshot())]
        for await (const event of run) if (event.kind === 'frame') snapshots.push(copyOf(await run.snapshot()))
        demand(
          snapshots.length === all.length + 1,
          `taking snapshots left ${snapshots.length - 1} of ${all.length} frames`,
        )
        for (const [done, from] of snapshots.entries())
          demandSameFrames(
            await framesOf(experiment, short, { seed, from }),
            all.slice(done),
            `resumed after ${done} frames,`,
          )
      },
    ),

    ...(slow
      ? [
          promise(
            'a snapshot after progress, between two frames, leads to the remaining frames bit for bit',
            async () => {
              const { events, snapshot } = await upTo(
                experiment.start(slow, { seed }),
                (so) => so.length > 20 && so.at(-1)!.kind === 'progress',
              )
              const rest = await framesOf(experiment, slow, { seed, from: snapshot })
              demandSameFrames([...framesIn(events), ...rest], framesIn(await slowEvents()), 'resumed between two,')
            },
          ),
        ]
      : []),

    promise('a snapshot owns its memory: training on does not change it', async () => {
      const run = start()
      const iterator = run[Symbol.asyncIterator]()
      for (let k = 0; k < 3; k++) await iterator.next()
      const snapshot = await run.snapshot()
      const copy = copyOf(snapshot)
      for (let k = 0; k < 3; k++) await iterator.next()
      await run.close()
      demandSame(snapshot, copy, 'the snapshot')
    }),

    promise('a run that goes on from a snapshot holds the same names in its state, each of the same kind', async () => {
      const { snapshot } = await inTheMiddle()
      const run = experiment.start(short, { seed, from: snapshot })
      const { state } = await run.snapshot()
      await run.close()
      demandSame(kindsOf(state), kindsOf(snapshot.state), 'its state')
    }),

    promise('a snapshot names its experiment, revision, seed and complete parameters', async () => {
      const run = start()
      const { state: _state, ...named } = await run.snapshot()
      await run.close()
      const { id, revision } = experiment
      demandSame(named, { experiment: id, revision, parameters: experiment.complete(short), seed }, 'the snapshot')
    }),

    promise('a snapshot can be forked at every parameter that may change, and at no other', async () => {
      const { snapshot } = await inTheMiddle()
      for (const [name, parameter] of Object.entries(experiment.parameters)) {
        const value = others[name] ?? another(parameter, snapshot.parameters[name]!)
        if (value === undefined) continue
        const fork = (): Run => experiment.start({ ...short, [name]: value }, { seed, from: snapshot })
        if (parameter.changeable) fork()
        else demandRefusal(fork, `another ${name} in the middle of a run`, name)
      }
    }),

    ...(longer
      ? [
          promise('a fork that lengthens the run keeps what was, and goes further', async () => {
            const { events, snapshot } = await inTheMiddle()
            const more = { ...short, ...longer }
            const frames = await framesOf(experiment, more, { seed, from: snapshot })
            const [from, first] = [events.at(-1)!, frames[0]]
            demand(first !== undefined && first[axis] > from[axis], `no frame lies after ${axis} ${from[axis]}`)
            demandEnd(frames.at(-1)!, experiment.extent(experiment.complete(more)))
          }),

          // By little, too: an integrator may have stepped beyond the old end, and beyond the new one.
          ...[2, 1.05, 1.0001].map((factor) =>
            promise(`a finished run that is made ${factor} times as long goes on from its end`, async () => {
              const run = start()
              const done = framesIn(await eventsOf(run)).at(-1)!
              const more = { ...short, ...lengthened(experiment, short, factor) }
              const frames = await framesOf(experiment, more, { seed, from: copyOf(await run.snapshot()) })
              const [first] = frames
              demand(first !== undefined && first[axis] > done[axis], `no frame lies after its end at ${done[axis]}`)
              demandEnd(frames.at(-1)!, experiment.extent(experiment.complete(more)))
            }),
          ),
        ]
      : []),

    promise('another experiment, revision or seed is refused by name', async () => {
      const { snapshot } = await inTheMiddle()
      const from =
        (change: Partial<Snapshot>, own = seed) =>
        () =>
          experiment.start(short, { seed: own, from: { ...snapshot, ...change } })
      demandRefusal(from({ experiment: `not ${experiment.id}` }), 'a snapshot of another experiment', 'experiment')
      demandRefusal(from({ revision: experiment.revision - 1 }), 'a snapshot of another revision', 'revision')
      demandRefusal(from({}, seed + 1), 'a snapshot of another seed', 'seed')
    }),

    promise('a snapshot without its state is refused: it never starts silently from the beginning', async () => {
      const { state: _state, ...rest } = (await inTheMiddle()).snapshot
      demandRefusal(
        () => experiment.start(short, { seed, from: rest as Snapshot }),
        'a snapshot without state',
        'state',
      )
    }),
  ]

  function demandEnd(last: { readonly [place in typeof axis]: number }, extent: number): void {
    const isThere = Math.abs(last[axis] - extent) <= 1e-9 * Math.max(1, Math.abs(extent))
    demand(isThere, `its last frame is at ${axis} ${last[axis]}, its extent ${extent}`)
  }
}

/** What a state holds by name: `number`, `Float64Array` or `Float32Array`. */
function kindsOf(state: SnapshotState): { readonly [name: string]: string } {
  return Object.fromEntries(
    Object.entries(state).map(([name, value]) => [
      name,
      typeof value === 'number' ? 'number' : value[Symbol.toStringTag],
    ]),
  )
}

/** Another value that the parameter accepts; undefined where there is no other. */
function another(parameter: Parameter, value: ParameterValue): ParameterValue | undefined {
  switch (parameter.kind) {
    case 'number':
      if (parameter.min === parameter.max) return undefined
      return value === parameter.min ? parameter.max : parameter.min
    case 'vector':
      return (value as readonly number[]).map((entry) => (entry === parameter.max ? parameter.min : parameter.max))
    case 'choice':
      return parameter.choices.find((choice) => choice !== value)
    case 'record':
      return value === 'lin:7' ? 'lin:8' : 'lin:7'
  }
}

import type { FieldDescription, Run } from '../port/experiment.ts'
import type { Fields } from '../port/frame.ts'
import { demand, demandSame, demandSameFrames } from './demand.ts'
import { copyOf } from './plain-data.ts'
import { eventsOf, framesIn } from './runs.ts'
import type { ExperimentPromise, Subject } from './subject.ts'

/** What a run promises that nobody interrupts. */
export function runPromises(subject: Subject): ExperimentPromise[] {
  const { experiment, short, slow, seed, shortEvents, slowEvents } = subject
  const { axis, metrics, fields, given } = experiment
  const promise = (says: string, check: () => Promise<void>): ExperimentPromise => ({ kind: 'definition', says, check })
  const start = (): Run => experiment.start(short, { seed })
  const extent = (parameters: typeof short): number => experiment.extent(experiment.complete(parameters))
  return [
    promise('frames carry exactly the metrics and fields that it describes, with the shapes they name', async () => {
      const frames = framesIn(await shortEvents())
      demand(frames.length > 1, `there are ${frames.length} frames`)
      for (const [i, frame] of frames.entries()) {
        demandNames(`frame ${i}: metrics`, frame.metrics, metrics)
        for (const [name, value] of Object.entries(frame.metrics))
          demand(typeof value === 'number', `frame ${i}: ${name} is a ${typeof value}`)
        demandShapes(`frame ${i}: fields`, frame.fields ?? {}, fields)
      }
    }),

    promise(
      'a run is given exactly what it describes as that, with the shapes it names, before it begins',
      async () => {
        const run = start()
        demandShapes('given', run.given, given)
        demandSame(start().given, run.given, 'given again')
        demandSame(run.parameters, experiment.complete(short), 'its parameters')
        demand(run.extent === extent(short), `its extent is ${run.extent}, that of its parameters ${extent(short)}`)
      },
    ),

    promise('what a run is given is its receiver’s: writing into it changes no frame', async () => {
      const run = start()
      for (const { data } of Object.values(run.given)) data.fill(7)
      demandSameFrames(framesIn(await eventsOf(run)), framesIn(await shortEvents()), 'written into,')
    }),

    promise('frames ascend, and only the last has an end', async () => {
      const frames = framesIn(await shortEvents())
      for (let i = 1; i < frames.length; i++) {
        const [before, now] = [frames[i - 1]!, frames[i]!]
        demand(now[axis] > before[axis], `frame ${i} is at ${axis} ${now[axis]}, after ${before[axis]}`)
        demand(now.step >= before.step, `frame ${i} is at step ${now.step}, after ${before.step}`)
        demand(now.time >= before.time, `frame ${i} is at time ${now.time}, after ${before.time}`)
        demand(before.end === undefined, `frame ${i - 1} of ${frames.length} has an end`)
      }
    }),

    promise('a complete run ends at its extent, and no event lies beyond', async () => {
      const events = await shortEvents()
      const last = framesIn(events).at(-1)
      const isThere = last !== undefined && (last.end?.reason === 'diverged' || last[axis] === extent(short))
      demand(isThere, `its last frame is at ${axis} ${last?.[axis]}, its extent ${extent(short)}`)
    }),

    ...(slow
      ? [
          promise(
            'progress comes between frames where there is much work, and ascends towards the extent',
            async () => {
              const events = await slowEvents()
              const progress = events.filter(({ kind }) => kind === 'progress').length
              demand(progress > 20, `there are ${progress} signs of life`)
              const most = extent(slow)
              for (const [i, event] of events.entries()) {
                const place = event[axis]
                const before = events[i - 1]?.[axis] ?? 0
                demand(
                  place >= before && place <= most,
                  `event ${i} is at ${axis} ${place}, after ${before}, of ${most}`,
                )
              }
            },
          ),
        ]
      : []),

    promise('the same seed gives the same events, frames and progress, bit for bit', async () =>
      demandSame(await eventsOf(start()), await shortEvents(), 'run again'),
    ),

    ...(experiment.seedless
      ? [
          promise('every seed gives the same frames, since it calls itself seedless', async () => {
            const other = framesIn(await eventsOf(experiment.start(short, { seed: seed === 7 ? 8 : 7 })))
            demandSameFrames(other, framesIn(await shortEvents()), 'with another seed,')
          }),
        ]
      : []),

    promise('frames own their memory: no later event changes an earlier one', async () => {
      const events: unknown[] = []
      const copies: unknown[] = []
      for await (const event of start()) {
        events.push(event)
        copies.push(copyOf(event))
      }
      demandSame(events, copies, 'after the run')
    }),

    promise('events, snapshots and what it is given are plain data, to be sent and stored', async () => {
      const run = start()
      copyOf(run.given, 'given')
      for await (const event of run) {
        copyOf(event, `the ${event.kind} at step ${event.step}`)
        if (event.kind === 'frame') copyOf(await run.snapshot(), `the snapshot at step ${event.step}`)
      }
    }),

    promise('a run says what computes it: backend, kernel variant, versions and warnings', async () => {
      const run = start()
      const { backend, kernelVariant, versions, warnings } = await run.computation()
      await run.close()
      demand(typeof backend === 'string' && backend !== '', `backend is ${String(backend)}`)
      demand(typeof kernelVariant === 'string' && kernelVariant !== '', `kernelVariant is ${String(kernelVariant)}`)
      demand(
        Object.values(versions).every((version) => typeof version === 'string'),
        'a version is no text',
      )
      demand(Array.isArray(warnings), 'warnings are no list')
    }),

    promise(
      'a run may be closed before it begins, in its middle and after its end, and each of these twice',
      async () => {
        for (const events of [0, 1, 2, Number.POSITIVE_INFINITY]) {
          const run = start()
          const iterator = run[Symbol.asyncIterator]()
          for (let k = 0; k < events; k++) if ((await iterator.next()).done) break
          await run.close()
          await run.close()
        }
      },
    ),

    promise('leaving a run early leaves the next one as it is', async () => {
      for await (const event of start()) if (event.kind === 'frame') break
      demandSameFrames(framesIn(await eventsOf(start())), framesIn(await shortEvents()), 'after one that was left,')
    }),
  ]
}

type Names = { readonly [name: string]: unknown }

function demandNames(what: string, carried: Names, described: Names): void {
  const list = (names: Names): string => Object.keys(names).toSorted().join(', ') || 'none'
  demand(list(carried) === list(described), `${what} are ${list(carried)}: described are ${list(described)}`)
}

function demandShapes(what: string, carried: Fields, described: { readonly [name: string]: FieldDescription }): void {
  demandNames(what, carried, described)
  for (const [name, { data, shape }] of Object.entries(carried)) {
    const axes = described[name]!.shape
    const kind: string = data[Symbol.toStringTag] // checked for whoever has no types
    demand(kind === 'Float64Array', `${what}: ${name} is a ${kind}: a Float64Array is accepted`)
    demand(shape.length === axes.length, `${what}: ${name} has ${shape.length} axes, described are ${axes.join(', ')}`)
    const size = shape.reduce((product, length) => product * length, 1)
    demand(data.length === size, `${what}: ${name} holds ${data.length} numbers, its shape is ${shape.join(' × ')}`)
  }
}

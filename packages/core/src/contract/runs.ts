import { requireRecord } from '../door/fields.ts'
import { requireList } from '../door/list.ts'
import { requireOneOf } from '../door/number.ts'
import { refuse } from '../door/refuse.ts'
import { LazyrichError } from '../errors.ts'
import type { Experiment, Run, Snapshot } from '../port/experiment.ts'
import type { Frame, RunEvent } from '../port/frame.ts'
import type { Parameters } from '../port/parameter.ts'
import { copyOf } from './plain-data.ts'

/** Signs of life in a row after which a run is taken to go on for ever: a contract is checked on short runs. */
const MOST = 100_000

/**
 * Every event of a run.
 *
 * @example
 * eventsOf(basins.start({ record: 'lin:4' }, { seed: 0 })).then((events) => console.log(events.length))
 */
export async function eventsOf(run: Run): Promise<RunEvent[]> {
  if (typeof run?.[Symbol.asyncIterator] !== 'function') refuse('run', run, 'a run, as start gives it,')
  const events: RunEvent[] = []
  let since = 0 // events since the last frame
  for await (const event of run) {
    events.push(event)
    since = event.kind === 'frame' ? 0 : since + 1
    if (since > MOST)
      throw new LazyrichError(
        `no frame came in ${MOST} signs of life: settings under which a run is short are accepted`,
      )
  }
  return events
}

/**
 * The frames among events.
 *
 * @example
 * framesIn([{ kind: 'progress', step: 3, time: 0.3 }]) // []
 */
export function framesIn(events: readonly RunEvent[]): Frame[] {
  requireList('events', events, 'events')
  const list = Array.from(events)
  for (const [i, event] of list.entries()) {
    requireRecord(`events[${i}]`, event, 'a kind')
    requireOneOf(`events[${i}].kind`, event.kind, ['frame', 'progress'])
  }
  return list.filter((event) => event.kind === 'frame')
}

/** The frames of a run. */
export async function framesOf(
  experiment: Experiment,
  parameters: Parameters,
  start: { readonly seed: number; readonly from?: Snapshot },
): Promise<Frame[]> {
  return framesIn(await eventsOf(experiment.start(parameters, start)))
}

/**
 * The events of a run until there are enough, and a copy of the snapshot then, as if it had been stored; it is taken
 * before the run is let go.
 */
export async function upTo(
  run: Run,
  enough: (events: readonly RunEvent[]) => boolean,
): Promise<{ events: RunEvent[]; snapshot: Snapshot }> {
  const events: RunEvent[] = []
  for await (const event of run) {
    events.push(event)
    if (enough(events)) return { events, snapshot: copyOf(await run.snapshot()) }
  }
  throw new LazyrichError(`the run was over after ${events.length} events, before its middle`)
}

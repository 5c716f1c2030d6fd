import { type Names, requireObject, requireRecord } from '../door/fields.ts'
import { requireFunction, requireMethods } from '../door/function.ts'
import { requireFlag, requirePositive, requireWhole } from '../door/number.ts'
import { refuse } from '../door/refuse.ts'
import { LazyrichError } from '../errors.ts'
import type { Awaitable, Computation, RunBody } from './experiment.ts'
import type { End, Fields, Frame, RunEvent } from './frame.ts'
import { frameHead, readHead } from './frame-head.ts'
import { planOf, stepAfter } from './record.ts'
import { held, type SnapshotState } from './snapshot-state.ts'

/** What a frame shows of a run. */
export interface Measures {
  readonly metrics: { readonly [name: string]: number }
  readonly fields?: Fields<ArrayBufferLike>
}

/** Measures that take long, made a part at a time: yields the work of each part. */
export type Measuring = Generator<number, Measures, void>

/** The same for parts that are waited for. */
export type AsyncMeasuring = AsyncGenerator<number, Measures, void>

/** How far a run goes, and which steps a snapshot of it may hold. */
export interface StepRange {
  /** Steps of the whole run. */
  readonly steps: number
  /** True where `steps` cannot change in the middle of a run: no snapshot lies beyond it. */
  readonly fixedLength?: boolean
  /** True where the run may stand between two whole steps. */
  readonly betweenSteps?: boolean
}

/** What an experiment says of a run along whole steps; {@link steppedRun} does the rest. */
export interface SteppedRun<State extends SnapshotState<ArrayBufferLike> = SnapshotState<ArrayBufferLike>>
  extends StepRange {
  /** Which steps have a frame, in the grammar of {@link parseRecord}. */
  readonly record: string
  /** The state to go on from. */
  readonly from: SnapshotState | undefined
  /** Left out: plain loops in float64. */
  readonly computation?: Computation
  /** Work of measuring between two signs of life, in the unit that {@link measure} yields; 10⁶ if left out. */
  readonly workATurn?: number
  /** Goes on from `step` towards a later, whole one, by a bounded amount of work; gives the step where it is then. */
  advance(step: number, limit: number): Awaitable<number>
  /** Asked after every advance: true where it can go no further, so that the last frame is due. */
  isStuck?(): boolean
  /** Flow time at a step: at the present one, or at a later one that is to be shown. */
  timeOf(step: number): number
  /** Called when a frame is due; the run stands still until the measures are there. */
  measure(): Measures | Measuring | AsyncMeasuring
  /** Why a run with these metrics can go no further, and what to change; undefined where all is well. */
  trouble?(metrics: Measures['metrics'], step: number): string | undefined
  /** All that resuming bit for bit needs, beside `step`, `shown` and `over`, which are kept here. Copied. */
  state(step: number): Awaitable<State>
  /** Lets go of what the run holds. */
  close?(): Awaitable<void>
}

const RANGE: Names<StepRange> = { steps: true, fixedLength: true, betweenSteps: true }

/** What {@link steppedRun} keeps in every state. */
export type StepState = { readonly step: number; readonly shown: number; readonly over: number }

/**
 * The run of a descent, or of anything else that goes in steps: frames where `record` has them and at the end, progress
 * in between and while a frame is measured, an end with its reason, snapshots at any moment. Where no part of it
 * is waited for, neither is an event.
 *
 * @throws LazyrichError for a state without a head, or one whose step no run of this length can be at, and for a run that
 * lacks what it is to do.
 * @example
 * let x = 1
 * const run = steppedRun({
 *   steps: 100,
 *   record: 'lin:4',
 *   from: undefined,
 *   advance(step, limit) {
 *     for (; step < limit; step++) x -= 0.1 * x
 *     return step
 *   },
 *   timeOf: (step) => 0.1 * step,
 *   measure: () => ({ metrics: { x } }),
 *   trouble: ({ x }) => (Number.isFinite(x) ? undefined : 'x is not finite; halve the step until it holds'),
 *   state: () => ({ x }),
 * })
 * run.next() // { step: 0, metrics: { x: 1 } }
 * run.next() // { step: 25, metrics: { x: 0.0717… } }
 */
export function steppedRun<State extends SnapshotState<ArrayBufferLike>>(
  run: SteppedRun<State>,
): RunBody<State & StepState> {
  requireMethods(
    'run',
    run,
    ['advance', 'timeOf', 'measure', 'state'],
    'an object with advance(), timeOf(), measure() and state()',
  )
  requireRange('run', run, run.from)
  const { record, workATurn, isStuck, trouble, close } = run
  if (typeof record !== 'string' || !planOf(record))
    refuse('run.record', record, 'log:<frames>, lin:<frames> or every:<distance>')
  if (workATurn !== undefined) requirePositive('run.workATurn', workATurn)
  for (const [name, method] of Object.entries({ isStuck, trouble, close }))
    if (method !== undefined) requireFunction(`run.${name}`, method)
  return runInSteps(run)
}

function requireRange(name: string, range: StepRange, from: SnapshotState | undefined): void {
  const { steps, fixedLength, betweenSteps } = range
  requireWhole(`${name}.steps`, steps, 0)
  if (fixedLength !== undefined) requireFlag(`${name}.fixedLength`, fixedLength)
  if (betweenSteps !== undefined) requireFlag(`${name}.betweenSteps`, betweenSteps)
  if (from !== undefined) requireRecord('from', from, 'what state() gave')
}

/** The same of a run that is known to have it all. */
export function runInSteps<State extends SnapshotState<ArrayBufferLike>>(
  run: SteppedRun<State>,
): RunBody<State & StepState> {
  const { steps, workATurn = 1e6 } = run
  const plan = planOf(run.record)!
  let step = stepIn(run.from, run)
  const head = frameHead(run.from, step >= steps)
  /** The measures of a frame, while they are being taken. */
  let measuring: Measuring | AsyncMeasuring | undefined

  /** True where a frame is due at the present step: the end, or one of the plan that was not given yet. */
  const isDue = (): boolean =>
    step >= steps || (head.shown < step && (step === 0 || stepAfter(plan, step - 1, steps) === step))

  function arrive(reached: number): Awaitable<RunEvent<ArrayBufferLike>> {
    step = reached
    return run.isStuck?.() || isDue() ? measured() : progress()
  }

  /** Takes the measures, or goes on with them for one turn's work; the frame once they are there. */
  function measured(): Awaitable<RunEvent<ArrayBufferLike>> {
    if (measuring) return goOn(measuring, 0)
    const begun = run.measure()
    if ('metrics' in begun) return frame(begun)
    measuring = begun
    return goOn(begun, 0)
  }

  function goOn(parts: Measuring | AsyncMeasuring, done: number): Awaitable<RunEvent<ArrayBufferLike>> {
    for (let work = done; work < workATurn; ) {
      const part = parts.next()
      if (part instanceof Promise) return part.then((now) => afterPart(parts as AsyncMeasuring, now, work), fail)
      if (part.done) return finish(part.value)
      work += part.value
    }
    return progress()
  }

  function afterPart(
    parts: AsyncMeasuring,
    now: IteratorResult<number, Measures>,
    work: number,
  ): Awaitable<RunEvent<ArrayBufferLike>> {
    return now.done ? finish(now.value) : goOn(parts, work + now.value)
  }

  /** Measures that failed are over: asked again, they would have nothing to give. */
  function fail(error: unknown): never {
    measuring = undefined
    throw error
  }

  function finish(measures: Measures): Frame<ArrayBufferLike> {
    measuring = undefined
    return frame(measures)
  }

  function frame({ metrics, fields }: Measures): Frame<ArrayBufferLike> {
    // A run that gets stuck may do so between two steps: the later one was not reached. The time tells it from a frame
    // of the earlier.
    const content = { step: Math.floor(step), time: run.timeOf(step), metrics, ...(fields ? { fields } : {}) }
    return head.frame(step, content, endOf(metrics))
  }

  function endOf(metrics: Measures['metrics']): End | undefined {
    const trouble = run.trouble?.(metrics, step)
    if (trouble !== undefined) return { reason: 'diverged', message: trouble }
    if (step >= steps) return { reason: 'complete', message: `${Math.max(step, steps)} steps done` }
    return run.isStuck?.()
      ? { reason: 'diverged', message: `the run can go no further at step ${Math.floor(step)}` }
      : undefined
  }

  function progress(): RunEvent<ArrayBufferLike> {
    return { kind: 'progress', step: Math.floor(step), time: run.timeOf(step) }
  }

  return {
    ...(run.computation ? { computation: run.computation } : {}),
    next() {
      if (head.over) return undefined
      if (measuring || isDue()) return measured()
      const reached = run.advance(step, stepAfter(plan, step, steps))
      return reached instanceof Promise ? reached.then(arrive) : arrive(reached)
    },
    state() {
      const own = run.state(step)
      const whole = (rest: State): State & StepState => ({ ...rest, step, ...head.state() })
      return own instanceof Promise ? own.then(whole) : whole(own)
    },
    close: () => run.close?.(),
  }
}

/**
 * The step at which a run begins: 0, or that of the state that it goes on from.
 *
 * @throws LazyrichError for a state without a head, or a step that no run of this length can be at.
 * @example
 * firstStep({ step: 40, shown: 40, over: 0 }, { steps: 100 }) // 40
 */
export function firstStep(from: SnapshotState | undefined, range: StepRange): number {
  requireObject('range', range, RANGE)
  requireRange('range', range, from)
  return stepIn(from, range)
}

/** The same of a state and a range that are known to be such. */
export function stepIn(from: SnapshotState | undefined, { steps, fixedLength, betweenSteps }: StepRange): number {
  if (!from) return 0
  readHead(from) // here too: who asks before making what must be let go of has all of the head checked
  const { step } = held(from, { step: 'number' })
  const most = fixedLength ? steps : Number.MAX_VALUE
  if (step >= 0 && step <= most && (betweenSteps || Number.isInteger(step))) return step
  const kind = `a ${betweenSteps ? '' : 'whole '}number ${fixedLength ? `from 0 to ${steps}` : '≥ 0'}`
  throw new LazyrichError(`the snapshot's step is ${step}: ${kind} is accepted`)
}

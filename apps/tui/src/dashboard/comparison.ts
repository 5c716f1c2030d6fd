import type { Computation, Fields, Frame, Outcome, Progress, RemoteRun } from '@lazyrich/core/port'
import type { Plan, PlannedRun } from '../plan.ts'
import type { Pool } from '../worker/pool.ts'
import { createHistory, type FrameHistory } from './history.ts'
import { shiftPace } from './speed.ts'

/** One run of the comparison on the screen. */
export interface LiveRun {
  readonly planned: PlannedRun
  readonly history: FrameHistory
  /** What it is given for good, by name; empty until it has started. */
  given: Fields
  progress: Progress
  /** What computes it; undefined until it has begun. */
  computation: Computation | undefined
  paused: boolean
  outcome: Outcome | undefined
}

/**
 * What there is to draw: the answer to a key (at once), frames (with the next picture), or only how far the runs are
 * (a few times a second).
 */
export type Change = 'input' | 'frames' | 'progress'

/** What `createComparison` needs from outside. */
export interface ComparisonNeeds {
  /** Threads for that many runs. */
  readonly openPool: (runs: number) => Pool
  readonly changed: (what: Change) => void
}

/** A comparison in training: its runs, and everything a key can do to them. */
export interface Comparison {
  readonly plan: Plan
  readonly runs: readonly LiveRun[]
  readonly pace: number | undefined
  /** True once a person paused it. */
  readonly paused: boolean
  /** True when every run has ended. */
  readonly over: boolean
  /** Index of the run that a screen without room for all shows. */
  readonly selected: number
  togglePause(): void
  step(): void
  shiftPace(by: 1 | -1): void
  fullSpeed(): void
  select(by: 1 | -1): void
  /** Ends all runs and their threads. */
  close(): Promise<void>
}

/** Runs that train at the same time; the others wait for one of them to end. */
const AT_ONCE = 12

/** Starts the runs of a plan. */
export function createComparison(
  plan: Plan,
  pace: number | undefined,
  { openPool, changed }: ComparisonNeeds,
): Comparison {
  const pool = openPool(plan.runs.length)
  let paused = false
  let selected = 0
  let closed = false
  const runs: LiveRun[] = plan.runs.map((planned) => ({
    planned,
    history: createHistory(),
    given: {},
    progress: { kind: 'progress', step: 0, time: 0 },
    computation: undefined,
    paused: false,
    outcome: undefined,
  }))
  const remotes: RemoteRun[] = []
  for (let i = 0; i < Math.min(AT_ONCE, runs.length); i++) startNext()

  function startNext(): void {
    const i = remotes.length
    if (i < runs.length && !closed) remotes.push(start(runs[i]!, pool.clients[i % pool.clients.length]!))
  }

  function start(run: LiveRun, client: Pool['clients'][number]): RemoteRun {
    const tell = (change: () => void, what: Change = 'frames'): void => {
      if (closed) return
      change()
      changed(what)
    }
    const { parameters } = run.planned
    const request = { experiment: plan.experiment.id, parameters, seed: plan.seed, pace, paused }
    return client.start(request, {
      started: ({ given }) => tell(() => (run.given = given), 'progress'),
      computing: (computation) => tell(() => (run.computation = computation), 'progress'),
      batch: (frames: readonly Frame[], progress) =>
        tell(
          () => {
            for (const frame of frames) run.history.push(frame)
            run.progress = progress
          },
          frames.length > 0 ? 'frames' : 'progress',
        ),
      paused: () => tell(() => (run.paused = true)),
      resumed: () => tell(() => (run.paused = false)),
      end: (outcome) => {
        tell(() => (run.outcome = outcome))
        startNext()
      },
    })
  }

  const each = (action: (remote: RemoteRun) => void): void => {
    remotes.forEach(action)
    changed('input')
  }

  return {
    plan,
    runs,
    get pace() {
      return pace
    },
    get paused() {
      return paused
    },
    get over() {
      return runs.every((run) => run.outcome)
    },
    get selected() {
      return selected
    },
    togglePause() {
      paused = !paused
      each((remote) => (paused ? remote.pause() : remote.resume()))
    },
    step() {
      paused = true
      each((remote) => remote.step(1))
    },
    shiftPace(by) {
      pace = shiftPace(pace, by)
      each((remote) => remote.pace(pace))
    },
    fullSpeed() {
      pace = undefined
      each((remote) => remote.pace(undefined))
    },
    select(by) {
      selected = (selected + by + runs.length) % runs.length
      changed('input')
    },
    close() {
      closed = true
      return pool.close()
    },
  }
}

import { type GroupMember, type RunSoFar, startGroup } from '@lazyrich/core/port'
import type { Plan, PlannedRun } from '../plan.ts'
import type { Pool } from '../worker/pool.ts'
import { createHistory, type FrameHistory } from './history.ts'
import { createMeter, type Meter } from './meter.ts'
import { shareOf, shareOfFrames } from './progress.ts'
import { shiftPace } from './speed.ts'
import { gridOf } from './views/grid-of.ts'

/** One run of the comparison on the screen. */
export interface LiveRun extends GroupMember, RunSoFar {
  readonly planned: PlannedRun
  readonly history: FrameHistory
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
  /** Milliseconds on a clock that only moves forward. */
  readonly now: () => number
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
  /** Index of the run that lies on top, and that a screen without room for all shows. */
  readonly selected: number
  /** Threads that train. */
  readonly threads: number
  readonly meter: Meter
  togglePause(): void
  step(): void
  shiftPace(by: 1 | -1): void
  fullSpeed(): void
  /** Selects a run by its index. */
  select(index: number): void
  /** Ends all runs and their threads. */
  close(): Promise<void>
}

/** Starts the runs of a plan. */
export function createComparison(
  plan: Plan,
  pace: number | undefined,
  { openPool, changed, now }: ComparisonNeeds,
): Comparison {
  const { experiment, seed } = plan
  const pool = openPool(plan.runs.length)
  let paused = false
  let selected = 0
  const meter = createMeter(now)
  const members = plan.runs.map((planned) => ({
    planned,
    history: createHistory(experiment.axis, plan.runs.length),
    request: { experiment: experiment.id, parameters: planned.parameters, seed },
  }))
  // The cells of a grid come one after another, each as soon as a thread can make it, rather than a dozen late.
  const atOnce = gridOf(plan) && pool.clients.length
  const group = startGroup(pool.clients, members, { pace, atOnce }, ({ history }, event, frames) => {
    for (const frame of frames) history.push(frame)
    measure()
    const isDrawn = event === 'batch' ? frames.length > 0 : event !== 'started' && event !== 'computing'
    changed(isDrawn ? 'frames' : 'progress')
  })
  const runs: readonly LiveRun[] = group.runs

  /** Runs may end early: what is left of one that has ended counts as done. */
  function measure(): void {
    let steps = 0
    let done = 0
    for (const run of runs) {
      steps += run.progress.step
      done += run.outcome ? 1 : pace === undefined ? shareOf(plan, run) : shareOfFrames(plan, run)
    }
    meter.note(steps, done / runs.length, paused)
  }

  const setPace = (framesPerSecond: number | undefined): void => {
    pace = framesPerSecond
    meter.forget()
    group.pace(pace)
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
      return group.phase === 'over'
    },
    get selected() {
      return selected
    },
    threads: pool.clients.length,
    meter,
    togglePause() {
      paused = !paused
      if (paused) group.pause()
      else group.resume()
      measure()
      changed('input')
    },
    step() {
      paused = true
      measure()
      group.step()
      changed('input')
    },
    shiftPace: (by) => setPace(shiftPace(pace, by)),
    fullSpeed: () => setPace(undefined),
    select(index) {
      selected = Math.max(0, Math.min(runs.length - 1, index))
      changed('input')
    },
    close() {
      group.close()
      return pool.close()
    },
  }
}

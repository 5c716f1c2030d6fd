import { type GroupMember, type RunSoFar, startGroup } from '@lazyrich/core/port'
import type { Plan, PlannedRun } from '../plan.ts'
import type { Pool } from '../worker/pool.ts'
import { createHistory, type FrameHistory } from './history.ts'
import { shiftPace } from './speed.ts'

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

/** Starts the runs of a plan. */
export function createComparison(
  plan: Plan,
  pace: number | undefined,
  { openPool, changed }: ComparisonNeeds,
): Comparison {
  const { experiment, seed } = plan
  const pool = openPool(plan.runs.length)
  let paused = false
  let selected = 0
  const members = plan.runs.map((planned) => ({
    planned,
    history: createHistory(experiment.axis),
    request: { experiment: experiment.id, parameters: planned.parameters, seed },
  }))
  const group = startGroup(pool.clients, members, { pace }, ({ history }, event, frames) => {
    for (const frame of frames) history.push(frame)
    const isDrawn = event === 'batch' ? frames.length > 0 : event !== 'started' && event !== 'computing'
    changed(isDrawn ? 'frames' : 'progress')
  })
  const runs: readonly LiveRun[] = group.runs

  const setPace = (framesPerSecond: number | undefined): void => {
    pace = framesPerSecond
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
    togglePause() {
      paused = !paused
      if (paused) group.pause()
      else group.resume()
      changed('input')
    },
    step() {
      paused = true
      group.step()
      changed('input')
    },
    shiftPace: (by) => setPace(shiftPace(pace, by)),
    fullSpeed: () => setPace(undefined),
    select(by) {
      selected = (selected + by + runs.length) % runs.length
      changed('input')
    },
    close() {
      group.close()
      return pool.close()
    },
  }
}

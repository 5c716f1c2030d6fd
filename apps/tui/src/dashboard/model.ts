import { type Preset, requireExperiment } from '@lazyrich/core/port'
import { type Plan, planRuns } from '../plan.ts'
import { registry } from '../registry.ts'
import type { MouseReport } from '../screen/mouse.ts'
import type { Pool } from '../worker/pool.ts'
import { type Change, type Comparison, createComparison } from './comparison.ts'
import type { Actions } from './keys.ts'
import { createLook, type Look } from './look.ts'

/** One line of the home screen: an experiment with one of its presets. */
export interface Choice {
  readonly experiment: string
  readonly preset: string
}

/** Everything that the dashboard shows, and what keys do to it. */
export interface Model {
  readonly comparison: Comparison | undefined
  readonly choices: readonly Choice[]
  readonly chosen: number
  readonly help: boolean
  readonly look: Look
  readonly actions: Actions
  /** Incremented whenever the text around the panes may have changed. */
  readonly version: number
  /** What the mouse does on a screen of that size. */
  mouse(report: MouseReport): void
  subscribe(listener: () => void): () => void
  /** Announces new data; the text around the panes follows a few times a second. */
  refresh(): void
  close(): Promise<void>
}

export interface ModelNeeds {
  readonly openPool: (runs: number) => Pool
  readonly changed: (what: Change) => void
  readonly suspend: () => void
  readonly quit: () => void
}

function areSame(one: Preset, other: Preset): boolean {
  return JSON.stringify(one.runs) === JSON.stringify(other.runs)
}

/** Home, or the plan that the command line asked for. `pace` overrides the preset's. */
export function createModel(first: { plan: Plan; pace: number | undefined } | undefined, needs: ModelNeeds): Model {
  // A preset that only renames another is left out.
  const choices = Object.values(registry).flatMap(({ id, presets }) =>
    Object.keys(presets)
      .filter((preset, i, all) => all.findIndex((other) => areSame(presets[other]!, presets[preset]!)) === i)
      .map((preset) => ({ experiment: id, preset })),
  )
  const listeners = new Set<() => void>()
  let comparison: Comparison | undefined
  let chosen = 0
  let help = false
  let look = createLook()
  let version = 0

  function refresh(): void {
    version++
    for (const listener of listeners) listener()
  }

  function changed(what: Change): void {
    if (what === 'input') refresh()
    needs.changed(what)
  }

  function open(plan: Plan, pace: number | undefined): void {
    if (comparison?.plan.experiment !== plan.experiment || comparison.plan.preset !== plan.preset) look = createLook()
    void comparison?.close()
    comparison = createComparison(plan, pace, { openPool: needs.openPool, changed })
    changed('input')
  }

  const again = (change: Partial<Plan>): void => {
    if (comparison) open({ ...comparison.plan, ...change }, comparison.pace)
  }
  const seed = (by: number): void => {
    if (comparison && !comparison.plan.experiment.seedless)
      again({ seed: (comparison.plan.seed + by + 2 ** 32) % 2 ** 32 })
  }
  const move = (by: number): void => {
    chosen = (chosen + by + choices.length) % choices.length
    changed('input')
  }

  const actions: Actions = {
    togglePause: () => comparison?.togglePause(),
    step: () => comparison?.step(),
    faster: () => comparison?.shiftPace(1),
    slower: () => comparison?.shiftPace(-1),
    fullSpeed: () => comparison?.fullSpeed(),
    restart: () => again({}),
    nextSeed: () => seed(1),
    previousSeed: () => seed(-1),
    nextRun: () => comparison?.select(1),
    previousRun: () => comparison?.select(-1),
    nextExperiment() {
      const ids = Object.keys(registry)
      const next = ids[(ids.indexOf(comparison?.plan.experiment.id ?? '') + 1) % ids.length]!
      const plan = planRuns(next, { preset: requireExperiment(registry, next).defaultPreset })
      open(plan, plan.pace)
    },
    home() {
      void comparison?.close()
      comparison = undefined
      changed('input')
    },
    up: () => move(-1),
    down: () => move(1),
    open() {
      const { experiment, preset } = choices[chosen]!
      const plan = planRuns(experiment, { preset })
      open(plan, plan.pace)
    },
    help() {
      help = !help
      changed('input')
    },
    suspend: needs.suspend,
    quit: needs.quit,
  }

  if (first) open(first.plan, first.pace)

  return {
    get comparison() {
      return comparison
    },
    choices,
    get chosen() {
      return chosen
    },
    get help() {
      return help
    },
    get look() {
      return look
    },
    get version() {
      return version
    },
    actions,
    mouse() {},
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh,
    async close() {
      await comparison?.close()
    },
  }
}

import { requireExperiment } from '@lazyrich/core/port'
import { formatDuration } from '../draw/format.ts'
import { type Plan, planRuns } from '../plan.ts'
import { registry } from '../registry.ts'
import type { MouseReport } from '../screen/mouse.ts'
import type { Pool } from '../worker/pool.ts'
import type { Browsed } from './browse/browsed.ts'
import { createBrowsing } from './browse/browsing.ts'
import { allChoices, type Choice } from './choices.ts'
import { type Change, type Comparison, createComparison } from './comparison.ts'
import { helpPage } from './help-lines.ts'
import { FIRST_ROW, homeList } from './home-list.ts'
import { type Actions, type Place, press } from './keys.ts'
import { createLook, type Look } from './look.ts'
import { createPointer, type Hits } from './pointer.ts'
import { type Scene, sceneOf } from './scene.ts'
import { createLoad, type Load } from './system.ts'

/** Everything that the dashboard shows, and what keys and mouse do to it. */
export interface Model {
  readonly comparison: Comparison | undefined
  readonly choices: readonly Choice[]
  readonly chosen: number
  /** The first line of the help that is shown; undefined while there is none. */
  readonly help: number | undefined
  readonly look: Look
  readonly actions: Actions
  /** Incremented whenever the text around the panes may have changed. */
  readonly version: number
  /** The comparison as it is looked at; throws where there is none. */
  scene(): Scene
  /** What is asked before a long training is thrown away; undefined where nothing is. */
  readonly asking: string | undefined
  /** What a key does on the screen that is shown. */
  key(name: string): void
  /** What the mouse does. */
  mouse(report: MouseReport): void
  /** The size of the screen that is drawn, and what lies where on it. */
  resized(columns: number, rows: number): void
  drawn(hits: Hits): void
  /** What was drawn last lies where. */
  readonly hits: Hits
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
  /** Changes between light and dark. */
  readonly theme?: () => void
  /** Milliseconds; the clock of this process by default. */
  readonly now?: () => number
  /** What this process takes of the machine. */
  readonly load?: () => Load
}

/** Milliseconds of training that one does not lose by a slip of a finger. */
const LONG = 60_000
/** Keys of a comparison that end its training; ctrl-c always does, at once. */
const DISCARDING: ReadonlySet<string> = new Set(['r', 'n', 'b', 'e', 'h', 'q'])

/** Home, or the plan that the command line asked for. `pace` overrides the preset's. */
export function createModel(first: { plan: Plan; pace: number | undefined } | undefined, needs: ModelNeeds): Model {
  const choices = allChoices()
  const listeners = new Set<() => void>()
  let comparison: Comparison | undefined
  let chosen = 0
  let help: number | undefined
  let hits: Hits = { panes: [], runs: [] }
  let size = { columns: 80, rows: 24 }
  const now = needs.now ?? (() => performance.now())
  const load = needs.load ?? createLoad()
  const pointer = createPointer(now)
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
    comparison = createComparison(plan, pace, { openPool: needs.openPool, changed, now })
    changed('input')
  }

  const again = (change: Partial<Plan>): void => {
    if (!comparison) return
    const { selected } = comparison
    open({ ...comparison.plan, ...change }, comparison.pace)
    comparison.select(selected)
  }
  const seed = (by: number): void => {
    if (comparison && !comparison.plan.experiment.seedless)
      again({ seed: (comparison.plan.seed + by + 2 ** 32) % 2 ** 32 })
  }
  const move = (by: number): void => {
    chosen = (chosen + by + choices.length) % choices.length
    changed('input')
  }

  const scene = (): Scene => sceneOf(comparison!, look, load)
  const browsed = (): Browsed | undefined => comparison && { comparison, look, ...size, scene }
  const input = (): void => changed('input')
  const pageFrom = (line: number) => helpPage(comparison, line, size.columns, size.rows)
  const scroll = (by: number): void => {
    help = pageFrom(Math.max(0, (help ?? 0) + by)).above
    input()
  }
  const upOrDown = (by: 1 | -1): void => (help === undefined ? move(by) : scroll(by))

  const actions: Actions = {
    ...createBrowsing(browsed, input),
    togglePause: () => comparison?.togglePause(),
    step: () => comparison?.step(),
    faster: () => comparison?.shiftPace(1),
    slower: () => comparison?.shiftPace(-1),
    fullSpeed: () => comparison?.fullSpeed(),
    restart: () => again({}),
    nextSeed: () => seed(1),
    previousSeed: () => seed(-1),
    nextExperiment() {
      const ids = Object.keys(registry)
      const next = ids[(ids.indexOf(comparison?.plan.experiment.id ?? '') + 1) % ids.length]!
      const plan = planRuns(next, { preset: requireExperiment(registry, next).defaultPreset })
      open(plan, plan.pace)
    },
    home() {
      const plan = comparison?.plan
      const left = choices.findIndex(
        ({ experiment, preset }) => experiment === plan?.experiment.id && preset === plan.preset,
      )
      if (left >= 0) chosen = left
      void comparison?.close()
      comparison = undefined
      changed('input')
    },
    up: () => upOrDown(-1),
    down: () => upOrDown(1),
    top: () => scroll(Number.NEGATIVE_INFINITY),
    bottom: () => scroll(Number.POSITIVE_INFINITY),
    pageUp: () => scroll(-pageFrom(0).room),
    pageDown: () => scroll(pageFrom(0).room),
    open() {
      const { experiment, preset } = choices[chosen]!
      const plan = planRuns(experiment, { preset })
      open(plan, plan.pace)
    },
    help() {
      help = help === undefined ? 0 : undefined
      input()
    },
    theme: () => needs.theme?.(),
    suspend: needs.suspend,
    quit: needs.quit,
  }

  const place = (): Place => (help !== undefined ? 'help' : !comparison ? 'home' : look.typing ? 'filter' : 'live')

  /** The key that was pressed once, and throws a long training away when it is pressed again. */
  let asked: string | undefined

  const isLoss = (name: string): boolean =>
    place() === 'live' &&
    comparison !== undefined &&
    !comparison.over &&
    comparison.meter.spent > LONG &&
    DISCARDING.has(name)

  function key(name: string): void {
    const before = asked
    asked = before === undefined && isLoss(name) ? name : undefined
    if (asked !== undefined || (before !== undefined && before !== name && name !== 'ctrl+c')) {
      input() // asked, or told to go on
      return
    }
    if (press(name, place(), actions, comparison) || place() !== 'filter') return
    const letter = name === 'space' ? ' ' : name
    if (Array.from(letter).length !== 1) return
    look.filter += letter
    look.page = 0
    input()
  }

  /** A click on a choice chooses it, on the chosen one trains it. */
  function choose(row: number): void {
    const { first, room } = homeList({ choices, chosen }, size.columns, size.rows)
    const place = row - FIRST_ROW
    if (place < 0 || place >= room) return
    if (first + place === chosen) actions.open()
    else move(first + place - chosen)
  }

  function mouse(report: MouseReport): void {
    const it = browsed()
    if (help !== undefined || !it) {
      if (report.kind === 'wheel' && report.direction !== 0) upOrDown(report.direction)
      else if (help === undefined && report.kind === 'press') choose(report.row)
    } else if (pointer(report, it, hits)) input()
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
    scene,
    get asking() {
      return (
        asked &&
        comparison &&
        `${asked} again throws away ${formatDuration(comparison.meter.spent)} of training; any other key goes on`
      )
    },
    key,
    mouse,
    resized(columns, rows) {
      size = { columns, rows }
    },
    drawn(found) {
      hits = found
    },
    get hits() {
      return hits
    },
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

import type { Frame } from '@lazyrich/core/port'
import type { Domain, ScaleKind } from '../draw/scale.ts'
import { BOLD, DIM } from '../draw/style.ts'
import type { Plan } from '../plan.ts'
import type { Comparison, LiveRun } from './comparison.ts'
import { type Look, SMOOTHINGS } from './look.ts'
import { extentOf, hasLogRecord } from './progress.ts'
import { letterOf, runInks } from './run-inks.ts'
import { systemRows } from './status.ts'
import type { Load } from './system.ts'
import type { Row } from './text-grid.ts'

/** A run as panes draw it. */
export interface SceneRun extends LiveRun {
  readonly index: number
  readonly label: string
  /** Its second mark: at the end of its curves and beside its name. */
  readonly letter: string
  readonly ink: number
  /** How its curves are drawn: the selected run's in bold, the others' dimmed. */
  readonly style: number
  readonly isSelected: boolean
  readonly isPinned: boolean
  /** The frame at the cursor, or the latest; undefined before the first. */
  readonly moment: Frame | undefined
  /** The place of that frame among the run's whole frames; −1 before the first. */
  readonly momentIndex: number
}

/** The x axis of all charts: `domain` is the part that is shown of the `whole`. */
export interface XAxis {
  readonly kind: ScaleKind
  readonly domain: Domain
  readonly whole: Domain
  readonly label: string
}

/** What a pane is drawn from: the runs that are shown, the moment that is read, and the axes that all charts share. */
export interface Scene {
  readonly plan: Plan
  /** Every run of the comparison, in its order. */
  readonly all: readonly SceneRun[]
  /** Those that are shown, in the order in which they are drawn: the selected one comes last and lies on top. */
  readonly runs: readonly SceneRun[]
  /** The same in the order in which headings tell their values: pinned ones first, the selected one last. */
  readonly told: readonly SceneRun[]
  readonly selected: SceneRun
  /** Where the cursor stands on the axis; undefined while the latest frame is followed. */
  readonly cursor: number | undefined
  readonly xAxis: XAxis
  /** Width of the moving average, as a part of the drawn width; 0 for none. */
  readonly smoothing: number
  /** What training costs, in words. */
  system(): readonly Row[]
  /** The y axis of a pane: as someone chose it, or as its chart has it. */
  yScale(pane: string, usual: ScaleKind): ScaleKind
}

/** The scene of a comparison as someone looks at it. */
export function sceneOf(comparison: Comparison, look: Look, load: () => Load): Scene {
  const { plan, selected } = comparison
  const inks = runInks(plan)
  const cursor = look.cursor === undefined ? undefined : snapped(comparison, look, look.cursor)
  const all = comparison.runs.map((run, index): SceneRun => {
    const momentIndex = cursor === undefined ? run.history.length - 1 : run.history.indexAt(cursor)
    const isSelected = index === selected
    return {
      ...run,
      index,
      label: run.planned.label,
      letter: letterOf(index),
      ink: inks[index]!,
      style: inks[index]! | (isSelected ? BOLD : comparison.runs.length > 1 ? DIM : 0),
      isSelected,
      isPinned: look.pinnedRuns.has(index),
      moment: momentIndex < 0 ? undefined : run.history.at(momentIndex),
      momentIndex,
    }
  })
  const others = all.filter(({ index, isSelected }) => !isSelected && !look.hiddenRuns.has(index))
  const pinned = others.filter(({ isPinned }) => isPinned)
  const unpinned = others.filter(({ isPinned }) => !isPinned)
  return {
    plan,
    all,
    runs: [...unpinned, ...pinned, all[selected]!],
    told: [...pinned, ...unpinned, all[selected]!],
    selected: all[selected]!,
    cursor,
    xAxis: xAxisOf(plan, look),
    smoothing: SMOOTHINGS[look.smoothing]!,
    system: () => systemRows(comparison, load()),
    yScale: (pane, usual) => look.yScales.get(pane) ?? usual,
  }
}

/** The run among those that are shown that has come farthest; the selected one of equals. The cursor goes along it. */
export function farthest({ plan, runs, selected }: Pick<Scene, 'plan' | 'runs' | 'selected'>): SceneRun {
  const { axis } = plan.experiment
  const end = ({ history }: SceneRun): number => history.latest?.[axis] ?? Number.NEGATIVE_INFINITY
  return runs.reduce((best, run) => (end(run) > end(best) ? run : best), selected)
}

/** The cursor stands at a frame of the selected run, or beyond its end of one that goes on: that moment is read. */
function snapped({ plan, runs, selected }: Comparison, { hiddenRuns }: Look, at: number): number {
  const { axis } = plan.experiment
  const reaches = ({ history }: LiveRun): boolean => history.length > 0 && history.latest![axis] >= at
  const shown = runs.filter((run, i) => !hiddenRuns.has(i) && reaches(run))
  const run = reaches(runs[selected]!) ? runs[selected]! : shown[0]
  const index = run?.history.indexAt(at) ?? -1
  return index < 0 ? at : run!.history.at(index)[axis]
}

/** The axis that all charts of a comparison share: steps or flow time, to the end of the longest run. */
export function xAxisOf(plan: Plan, look: Pick<Look, 'xScale' | 'window'>): XAxis {
  const { axis } = plan.experiment
  const kind = look.xScale ?? (hasLogRecord(plan) ? 'log' : 'linear')
  const end = Math.max(...plan.runs.map((run) => extentOf(plan, run)))
  const whole: Domain = [kind === 'log' ? firstOf(axis, end) : 0, end]
  return { kind, whole, domain: look.window ?? whole, label: axis === 'step' ? 'step' : 'flow time' }
}

/** Where a log axis begins: at the first step, before it if that is the last, or at the first of log-spaced times. */
function firstOf(axis: 'step' | 'time', end: number): number {
  if (axis === 'time') return end * 1e-4
  return end > 1 ? 1 : 0.1
}

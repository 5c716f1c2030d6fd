import { formatNumber } from '../draw/format.ts'
import { createGrid, type Grid, put, putGlyph } from '../draw/grid.ts'
import { ink } from '../draw/palette.ts'
import { shown } from '../draw/shown.ts'
import { BOLD, INVERSE } from '../draw/style.ts'
import type { Look } from './look.ts'
import { shareOf } from './progress.ts'
import type { Scene, SceneRun } from './scene.ts'

/** The list of all runs, and which run stands in each of its rows. */
export interface RunList {
  readonly grid: Grid
  readonly runAt: (column: number, row: number) => number | undefined
}

/** Indices of the runs in the order of the list: pinned ones first. */
export function listOrder(count: number, { pinnedRuns }: Pick<Look, 'pinnedRuns'>): number[] {
  const all = Array.from({ length: count }, (_, i) => i)
  return [...all.filter((i) => pinnedRuns.has(i)), ...all.filter((i) => !pinnedRuns.has(i))]
}

/** The keys that act on the run in the list. */
const KEYS = 'o only  v hide  t pin  esc'
/** Columns of a value. */
const VALUE = 9

/** Every run with its letter, its label, its value of the focused pane's metric and its state; it scrolls so that the selected one is always in view. */
export function runList(scene: Scene, look: Look, metric: string | undefined, width: number, height: number): RunList {
  const grid = createGrid(width, height)
  const order = listOrder(scene.all.length, look)
  const room = Math.max(1, height - 2)
  const at = order.indexOf(scene.selected.index)
  const first = Math.max(0, Math.min(order.length - room, at - (room >> 1)))
  const hidden = look.hiddenRuns.size
  put(grid, 1, 0, 'runs', BOLD)
  put(grid, 6, 0, hidden > 0 ? `${scene.all.length}, ${hidden} hidden` : String(scene.all.length), ink.muted)
  if (first > 0) put(grid, width - 2, 0, '↑', ink.muted)
  if (first + room < order.length) putGlyph(grid, width - 1, 0, '↓'.codePointAt(0)!, ink.muted)
  for (let row = 0; row < Math.min(room, order.length - first); row++) {
    const run = scene.all[order[first + row]!]!
    const isHidden = look.hiddenRuns.has(run.index)
    const state = stateOf(scene, run)
    const label = shown(run.label)
    const value = metric === undefined ? undefined : run.moment?.metrics[metric]
    const told = value === undefined ? '' : formatNumber(value)
    const cut = width - 9 - VALUE
    put(grid, 0, row + 1, look.pinnedRuns.has(run.index) ? '▪' : ' ', ink.accent)
    put(grid, 1, row + 1, run.letter, run.ink | BOLD)
    const style = run.isSelected ? BOLD | INVERSE : isHidden ? ink.muted : ink.default
    const text = label.length <= cut ? label : `${label.slice(0, cut - 1)}…`
    put(grid, 3, row + 1, isHidden ? `(${text})` : text, style)
    put(grid, width - 5 - told.length, row + 1, told, run.ink)
    put(
      grid,
      width - state.length,
      row + 1,
      state,
      run.outcome && run.outcome.reason !== 'complete' ? ink.warn : ink.muted,
    )
  }
  put(grid, 1, height - 1, KEYS, ink.muted)
  return { grid, runAt: (_, row) => (row >= 1 && row <= room ? order[first + row - 1] : undefined) }
}

function stateOf({ plan }: Scene, run: SceneRun): string {
  if (run.outcome) return run.outcome.reason === 'complete' ? '✓' : '✗'
  if (!run.computation) return '·'
  return `${Math.floor(100 * shareOf(plan, run))} %`
}

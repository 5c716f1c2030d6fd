import type { MouseReport } from '../screen/mouse.ts'
import type { Browsed } from './browse/browsed.ts'
import { isInside, type Rect } from './layout.ts'
import { farthest, xAxisOf } from './scene.ts'
import type { Drawn, Pane } from './views/view.ts'
import { panned, zoomed } from './window.ts'

/** What lies where on the screen, as it was drawn last. */
export interface Hits {
  readonly panes: readonly { readonly rect: Rect; readonly pane: Pane; readonly drawn: Drawn }[]
  /** Rows that stand for runs: the legend, the list. */
  readonly runs: readonly { readonly rect: Rect; readonly runAt: (column: number, row: number) => number | undefined }[]
}

/** Two presses within so many milliseconds at one place are a double click. */
const DOUBLE = 400
/** What one notch of the wheel leaves of what was shown, and by how much of the width it pans. */
const NOTCH = 0.8
const PAN = 0.1

/** What the mouse does to what is looked at. Returns whether anything changed. */
export type Pointer = (report: MouseReport, it: Browsed, hits: Hits) => boolean

/**
 * A press focuses a pane, puts the cursor there, or selects a run; dragging moves the cursor; a double click enlarges;
 * the wheel zooms about the pointer, or pans with shift, or goes through the runs.
 */
export function createPointer(now: () => number): Pointer {
  let last: { at: number; column: number; row: number; cursor: number | undefined } = {
    ...{ at: Number.NEGATIVE_INFINITY, column: -1, row: -1, cursor: undefined },
  }
  /** The pane in which a drag began: it goes on there, wherever the mouse is. */
  let dragged: string | undefined

  function press({ column, row }: MouseReport, it: Browsed, hits: Hits): boolean {
    const run = runUnder(column, row, hits)
    if (run !== undefined) {
      it.comparison.select(run)
      return true
    }
    const hit = hits.panes.find(({ rect }) => isInside(rect, column, row))
    if (!hit) return false
    it.look.focus = hit.pane.id
    const isDouble = now() - last.at < DOUBLE && last.column === column && last.row === row
    const { cursor } = last
    last = isDouble ? { ...last, at: Number.NEGATIVE_INFINITY } : { at: now(), column, row, cursor: it.look.cursor }
    if (isDouble) {
      it.look.cursor = cursor // the first press was no reading
      it.look.enlarged = !it.look.enlarged
      return true
    }
    dragged = hit.pane.id
    const cell = hit.drawn.runAt?.(column - hit.rect.x, row - hit.rect.y)
    if (cell !== undefined) it.comparison.select(cell)
    if (row > hit.rect.y) read(hit, column, it)
    return true
  }

  function wheel({ column, row, direction, shift }: MouseReport, it: Browsed, hits: Hits): boolean {
    if (hits.runs.some(({ rect }) => isInside(rect, column, row))) {
      const count = it.comparison.runs.length
      it.comparison.select((it.comparison.selected + direction + count) % count)
      return true
    }
    const hit = hits.panes.find(({ rect }) => isInside(rect, column, row))
    const at = hit?.drawn.xAt?.(column - hit.rect.x)
    if (at === undefined) return false
    const axis = xAxisOf(it.comparison.plan, it.look)
    it.look.window = shift ? panned(axis, direction * PAN) : zoomed(axis, at, direction < 0 ? NOTCH : 1 / NOTCH)
    return true
  }

  return (report, it, hits) => {
    if (report.kind === 'wheel') return wheel(report, it, hits)
    if (report.button !== 'left') return false
    if (report.kind === 'press') return press(report, it, hits)
    const hit = hits.panes.find(({ pane }) => pane.id === dragged)
    if (report.kind === 'release') dragged = undefined
    if (report.kind !== 'drag' || !hit) return false
    return read(hit, nearestColumn(hit, report.column), it)
  }
}

function runUnder(column: number, row: number, { runs }: Hits): number | undefined {
  const hit = runs.find(({ rect }) => isInside(rect, column, row))
  return hit?.runAt(column - hit.rect.x, row - hit.rect.y)
}

/** Puts the cursor at the column of a pane, if it has curves there; at the end of training it follows again. */
function read({ rect, drawn }: Hits['panes'][number], column: number, it: Browsed): boolean {
  const at = drawn.xAt?.(column - rect.x)
  if (at === undefined) return false
  const latest = farthest(it.scene()).history.latest?.[it.comparison.plan.experiment.axis]
  it.look.cursor = latest !== undefined && at >= latest ? undefined : at
  return true
}

/** The column of the pane's curves that is nearest to one anywhere on the screen. */
function nearestColumn({ rect, drawn }: Hits['panes'][number], column: number): number {
  const columns = Array.from({ length: rect.width }, (_, i) => rect.x + i)
  const curves = columns.filter((x) => drawn.xAt?.(x - rect.x) !== undefined)
  return Math.max(curves[0] ?? column, Math.min(curves.at(-1) ?? column, column))
}

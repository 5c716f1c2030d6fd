import { type Grid, put, putGlyph } from './grid.ts'
import { widthOf } from './one-cell.ts'
import { ink } from './palette.ts'
import { cellOf, fittingTicks, type PlacedTick } from './placed-ticks.ts'
import type { Scale } from './scale.ts'
import { DIM } from './style.ts'
import { minorTicks } from './ticks.ts'

/** Where the curves are drawn, in cells. */
export type Frame = { readonly left: number; readonly top: number; readonly columns: number; readonly rows: number }

/** From one label to the next, or a little more. */
const TICK_COLUMNS = 8
const TICK_ROWS = { linear: 3, log: 2 } as const

/** The number of labels that a y axis of so many rows aims at. */
export const yTickCount = (kind: Scale['kind'], rows: number): number => Math.max(2, Math.floor(rows / TICK_ROWS[kind]))

/** Labels in rows of their own, with a row between them where there is room; powers of ten evenly spaced, or two. */
export function yTicks(scale: Scale, rows: number): PlacedTick[] {
  const gaps = (ticks: readonly PlacedTick[]): number[] => ticks.slice(1).map(({ cell }, i) => cell - ticks[i]!.cell)
  const isEven = (ticks: readonly PlacedTick[]): boolean =>
    ticks.some(({ label }) => !label.startsWith('10')) || new Set(gaps(ticks)).size === 1
  return fittingTicks(scale, 4, rows, yTickCount(scale.kind, rows), (ticks, isLast) =>
    isLast
      ? gaps(ticks).every((gap) => gap >= 1)
      : gaps(ticks).every((gap) => gap >= 2) && (scale.kind === 'linear' || isEven(ticks)),
  )
}

/** Cells to a decade of a log axis. */
const decadeCells = ({ domain: [low, high] }: Scale, cells: number): number => cells / Math.log10(high / low)

/** The axis at the left of the frame, with labels right-aligned beside it. Ticks without a label are dimmer. */
export function putYAxis(grid: Grid, frame: Frame, scale: Scale, ticks: readonly PlacedTick[]): void {
  const x = frame.left - 1
  for (let row = 0; row < frame.rows; row++) putGlyph(grid, x, frame.top + row, 0x2502, ink.muted)
  if (scale.kind === 'log' && ticks.length > 0) {
    for (const value of minorTicks(scale.domain, decadeCells(scale, frame.rows))) {
      const row = cellOf(scale, value, 4)
      if (row >= 0 && row < frame.rows) putGlyph(grid, x, frame.top + row, 0x2524, ink.muted | DIM)
    }
  }
  for (const { cell, label } of ticks) {
    putGlyph(grid, x, frame.top + cell, 0x2524, ink.muted)
    put(grid, x - label.length, frame.top + cell, label, ink.muted)
  }
}

/** The axis below the frame. */
export function putXAxis(grid: Grid, frame: Frame): void {
  const row = frame.top + frame.rows
  put(grid, frame.left - 1, row, `└${'─'.repeat(frame.columns)}`, ink.muted)
}

/** Centred below its tick, as far as the grid goes. */
const startOf = (grid: Grid, frame: Frame, { cell, label }: PlacedTick): number =>
  Math.max(0, Math.min(frame.left + cell - (label.length >> 1), grid.columns - label.length))

/** Blank cells at either side of the axis' name. */
const AROUND = 2

/** Where the axis' name stands: right of all labels, or in the last gap between them that takes it. */
function nameStart(grid: Grid, frame: Frame, ticks: readonly PlacedTick[], width: number): number | undefined {
  let end = grid.columns + AROUND
  for (const tick of ticks.toReversed()) {
    const start = startOf(grid, frame, tick) + tick.label.length
    if (end - start >= width + 2 * AROUND) return end - AROUND - width
    end = startOf(grid, frame, tick)
  }
  return undefined
}

/** Ticks on the axis below the frame with centred labels apart from each other, and the axis' name among them. */
export function putXTicks(grid: Grid, frame: Frame, scale: Scale, name: string): void {
  const row = frame.top + frame.rows
  const width = widthOf(name)
  const isApart = (ticks: readonly PlacedTick[], least: number): boolean =>
    ticks.every(
      (tick, i) =>
        i === 0 ||
        startOf(grid, frame, tick) >= startOf(grid, frame, ticks[i - 1]!) + ticks[i - 1]!.label.length + least,
    )
  const most = Math.max(2, Math.floor(frame.columns / TICK_COLUMNS))
  const ticks = fittingTicks(scale, 2, frame.columns, most, (list, isLast) =>
    isLast ? isApart(list, 1) : isApart(list, 2) && (width === 0 || nameStart(grid, frame, list, width) !== undefined),
  )
  if (scale.kind === 'log') {
    for (const value of minorTicks(scale.domain, decadeCells(scale, frame.columns))) {
      const column = cellOf(scale, value, 2)
      if (column >= 0 && column < frame.columns) putGlyph(grid, frame.left + column, row, 0x252c, ink.muted | DIM)
    }
  }
  for (const tick of ticks) {
    putGlyph(grid, frame.left + tick.cell, row, 0x252c, ink.muted)
    put(grid, startOf(grid, frame, tick), row + 1, tick.label, ink.muted)
  }
  const start = nameStart(grid, frame, ticks, width)
  if (start !== undefined) put(grid, start, row + 1, name, ink.muted)
}

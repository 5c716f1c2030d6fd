import { type Grid, put, putGlyph } from './grid.ts'
import { ink } from './palette.ts'
import type { Scale } from './scale.ts'
import type { Tick } from './ticks.ts'

/** Where the curves are drawn, in cells. */
export type Frame = { readonly left: number; readonly top: number; readonly columns: number; readonly rows: number }

/** The axis at the left of the frame, with labels right-aligned beside it, at least one row apart. */
export function putYAxis(grid: Grid, frame: Frame, scale: Scale, ticks: readonly Tick[]): void {
  for (let row = 0; row < frame.rows; row++) putGlyph(grid, frame.left - 1, frame.top + row, 0x2502, ink.muted)
  let free = frame.rows - 1
  for (const { value, label } of ticks) {
    const row = Math.round(scale.at(value)) >> 2
    if (row < 0 || row > free) continue
    putGlyph(grid, frame.left - 1, frame.top + row, 0x2524, ink.muted)
    put(grid, frame.left - 1 - label.length, frame.top + row, label, ink.muted)
    free = row - 2
  }
}

/** The axis below the frame. */
export function putXAxis(grid: Grid, frame: Frame): void {
  const row = frame.top + frame.rows
  put(grid, frame.left - 1, row, `└${'─'.repeat(frame.columns)}`, ink.muted)
}

/** Ticks on the axis below the frame, with centred labels at least two cells apart, none beyond column `end`. */
export function putXTicks(grid: Grid, frame: Frame, scale: Scale, ticks: readonly Tick[], end: number): void {
  const row = frame.top + frame.rows
  let free = 0
  for (const { value, label } of ticks) {
    const column = frame.left + (Math.round(scale.at(value)) >> 1)
    if (column < frame.left || column >= frame.left + frame.columns) continue
    const start = Math.min(column - (label.length >> 1), grid.columns - label.length)
    if (start < free || start + label.length > end) continue
    putGlyph(grid, column, row, 0x252c, ink.muted)
    put(grid, start, row + 1, label, ink.muted)
    free = start + label.length + 2
  }
}

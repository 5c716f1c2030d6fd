import type { Frame } from './axes.ts'
import { type Grid, put, putGlyph } from './grid.ts'
import { ink } from './palette.ts'
import { cellOf } from './placed-ticks.ts'
import type { Scale } from './scale.ts'
import { BOLD } from './style.ts'
import { plainLabel, roundest } from './ticks.ts'

const isInside = (column: number, frame: Frame): boolean => column >= 0 && column < frame.columns

/** A thin line at the place that is read; curves lie over it. */
export function putCursor(grid: Grid, frame: Frame, xScale: Scale, x: number): void {
  const column = cellOf(xScale, x, 2)
  if (!isInside(column, frame)) return
  for (let row = 0; row < frame.rows; row++) putGlyph(grid, frame.left + column, frame.top + row, 0x2502, ink.accent)
}

/** The number: a whole one in full, any other to the tenth of a dot. */
function label(xScale: Scale, x: number): string {
  if (Number.isInteger(x) && Math.abs(x) < 1e9) return plainLabel(x).includes('·') ? String(x) : plainLabel(x)
  const at = xScale.at(x)
  const [one, other] = [xScale.invert(at - 0.05), xScale.invert(at + 0.05)]
  const [low, high] = [Math.min(one, other), Math.max(one, other)]
  return plainLabel(low < high && Number.isFinite(high - low) ? roundest(low, high) : x)
}

/** Its place on the x axis as a number, on the line of the axis. */
export function putCursorLabel(grid: Grid, frame: Frame, xScale: Scale, x: number): void {
  const column = cellOf(xScale, x, 2)
  if (!isInside(column, frame)) return
  const text = label(xScale, x)
  const start = Math.max(frame.left, Math.min(frame.left + column - (text.length >> 1), grid.columns - text.length))
  put(grid, start, frame.top + frame.rows, text, ink.accent | BOLD)
}

import type { Frame } from './axes.ts'
import { type Grid, put, putGlyph } from './grid.ts'
import { ink } from './palette.ts'
import { createTicks, type Tick } from './ticks.ts'
import type { View } from './view.ts'

/** The outermost tick on either side of 0: two numbers tell the scale, more would stand in the way of the paths. */
const labelled = (ticks: readonly Tick[]): readonly Tick[] =>
  ticks.filter(({ value }, i) => value !== 0 && (i === 0 || i === ticks.length - 1))

function putHorizontal(grid: Grid, frame: Frame, view: View): void {
  const y = frame.top + view.originRow
  put(grid, frame.left, y, '─'.repeat(frame.columns), ink.muted)
  const ticks = createTicks('linear', view.xScale.domain, Math.max(2, Math.floor(frame.columns / 12)))
  const columnOf = (tick: Tick): number => frame.left + (Math.round(view.xScale.at(tick.value)) >> 1)
  for (const tick of ticks) putGlyph(grid, columnOf(tick), y, 0x252c, ink.muted)
  const row = view.originRow + 1 < frame.rows ? y + 1 : y - 1
  for (const tick of labelled(ticks)) {
    const column = columnOf(tick) - (tick.label.length >> 1)
    put(grid, Math.max(0, Math.min(grid.columns - tick.label.length, column)), row, tick.label, ink.muted)
  }
}

function putVertical(grid: Grid, frame: Frame, view: View): void {
  const x = frame.left + view.originColumn
  for (let row = 0; row < frame.rows; row++) putGlyph(grid, x, frame.top + row, 0x2502, ink.muted)
  const ticks = createTicks('linear', view.yScale.domain, Math.max(2, Math.floor(frame.rows / 5)))
  const rowOf = (tick: Tick): number => frame.top + (Math.round(view.yScale.at(tick.value)) >> 2)
  for (const tick of ticks) putGlyph(grid, x, rowOf(tick), 0x2524, ink.muted)
  for (const tick of labelled(ticks)) {
    const isRoom = x - tick.label.length >= frame.left
    put(grid, isRoom ? x - tick.label.length : x + 2, rowOf(tick), tick.label, ink.muted)
  }
}

/**
 * Thin axes through the origin, or along the border nearest to it. Names stand at the ends where the axes point,
 * numbers on the other side of the line.
 */
export function putCross(grid: Grid, frame: Frame, view: View, xLabel: string, yLabel: string): void {
  putHorizontal(grid, frame, view)
  putVertical(grid, frame, view)
  putGlyph(grid, frame.left + view.originColumn, frame.top + view.originRow, 0x253c, ink.muted)
  const above = view.originRow > 0 ? -1 : 1
  put(grid, grid.columns - xLabel.length, frame.top + view.originRow + above, xLabel, ink.muted)
  put(grid, frame.left + view.originColumn + 2, frame.top, yLabel, ink.muted)
}

import type { Frame } from './axes.ts'
import { BLANK, type Grid, put, putGlyph } from './grid.ts'
import { widthOf } from './one-cell.ts'
import { ink } from './palette.ts'
import { fittingTicks, type PlacedTick } from './placed-ticks.ts'
import { DIM } from './style.ts'
import type { View } from './view.ts'

/** The style of level sets: fainter than the axes. */
export const CONTOUR: number = ink.muted | DIM

/** From one tick to the next, or a little more. */
const TICK_COLUMNS = 12
const TICK_ROWS = 4

/** Ticks away from the axis that crosses, whose number is 0 there: two at least. */
const awayFrom = (ticks: readonly PlacedTick[], cell: number): PlacedTick[] =>
  ticks.filter((tick) => tick.cell !== cell)

const xTicks = ({ xScale, originColumn }: View, columns: number): PlacedTick[] =>
  fittingTicks(xScale, 2, columns, Math.max(2, Math.floor(columns / TICK_COLUMNS)), (ticks) => {
    const away = awayFrom(ticks, originColumn)
    const isApart = away.every(
      ({ cell, label }, i) => i === 0 || cell - away[i - 1]!.cell >= (label.length + away[i - 1]!.label.length) / 2 + 1,
    )
    return away.length > 1 && isApart
  })

const yTicks = ({ yScale, originRow }: View, rows: number): PlacedTick[] =>
  fittingTicks(yScale, 4, rows, Math.max(2, Math.floor(rows / TICK_ROWS)), (ticks, isLast) => {
    const away = awayFrom(ticks, originRow)
    const isApart = away.every(({ cell }, i) => i === 0 || cell - away[i - 1]!.cell >= (isLast ? 1 : 2))
    return away.length > 1 && isApart
  })

/** The axes of a plane with their ticks. */
export type Cross = { readonly x: readonly PlacedTick[]; readonly y: readonly PlacedTick[] }

/** Thin axes through the origin, or along the border nearest to it, with ticks. */
export function putCross(grid: Grid, frame: Frame, view: View): Cross {
  const row = frame.top + view.originRow
  const column = frame.left + view.originColumn
  put(grid, frame.left, row, '─'.repeat(frame.columns), ink.muted)
  for (let y = 0; y < frame.rows; y++) putGlyph(grid, column, frame.top + y, 0x2502, ink.muted)
  const x = awayFrom(xTicks(view, frame.columns), view.originColumn)
  const y = awayFrom(yTicks(view, frame.rows), view.originRow)
  for (const { cell } of x) putGlyph(grid, frame.left + cell, row, 0x252c, ink.muted)
  for (const { cell } of y) putGlyph(grid, column, frame.top + cell, 0x2524, ink.muted)
  putGlyph(grid, column, row, 0x253c, ink.muted)
  return { x, y }
}

/** Whether the text would cover nothing but contours, which go on beside it. */
function isFree(grid: Grid, x: number, y: number, width: number): boolean {
  if (x < 0 || x + width > grid.columns || y < 0 || y >= grid.rows) return false
  for (let cell = y * grid.columns + x; cell < y * grid.columns + x + width; cell++)
    if (grid.glyphs[cell] !== BLANK && grid.styles[cell] !== CONTOUR) return false
  return true
}

type Place = { readonly x: number; readonly y: number }

/** Whether the text would cover lines and dots at most, no mark, head or other text. */
function coversLines(grid: Grid, x: number, y: number, width: number): boolean {
  for (let cell = y * grid.columns + x; cell < y * grid.columns + x + width; cell++) {
    const glyph = grid.glyphs[cell]!
    const isLine = (glyph >= 0x2500 && glyph < 0x2580) || (glyph >= 0x2800 && glyph < 0x2900)
    if (glyph !== BLANK && !isLine) return false
  }
  return true
}

/** Writes a label where it covers nothing, or else lines at most; nowhere if every place has a mark or a head. */
function putLabel(grid: Grid, text: string, places: readonly Place[]): void {
  const width = widthOf(text)
  const inside = places.map(({ x, y }) => ({ x: Math.max(0, Math.min(grid.columns - width, x)), y }))
  const place =
    inside.find(({ x, y }) => isFree(grid, x, y, width)) ?? inside.find(({ x, y }) => coversLines(grid, x, y, width))
  if (place) put(grid, place.x, place.y, text, ink.muted)
}

/**
 * The numbers of the ticks beside the axes, and the names at the ends where the axes point. Written after all curves:
 * on the side of the axis that they leave free, or at the border; a scale without numbers would be none.
 */
export function putCrossLabels(
  grid: Grid,
  frame: Frame,
  view: View,
  cross: Cross,
  xLabel: string,
  yLabel: string,
): void {
  const row = frame.top + view.originRow
  const column = frame.left + view.originColumn
  const bottom = frame.top + frame.rows - 1
  for (const { cell, label } of cross.x) {
    const x = frame.left + cell - (label.length >> 1)
    const rows = [row + 1, row - 1, bottom, frame.top].filter((y) => y >= frame.top && y <= bottom && y !== row)
    putLabel(
      grid,
      label,
      rows.map((y) => ({ x, y })),
    )
  }
  for (const { cell, label } of cross.y) {
    const y = frame.top + cell
    const places = [column - label.length, column + 1, 0, grid.columns - label.length].map((x) => ({ x, y }))
    putLabel(
      grid,
      label,
      places.filter(
        ({ x }) => x >= 0 && x + label.length <= grid.columns && (x > column || x + label.length <= column),
      ),
    )
  }
  if (xLabel !== '') {
    const x = grid.columns - widthOf(xLabel)
    const places = [row - 1, row + 1].filter((y) => y >= frame.top && y <= bottom)
    putLabel(
      grid,
      xLabel,
      places.map((y) => ({ x, y })),
    )
  }
  if (yLabel !== '')
    putLabel(grid, yLabel, [
      { x: column + 2, y: frame.top },
      { x: column - 1 - widthOf(yLabel), y: frame.top },
    ])
}

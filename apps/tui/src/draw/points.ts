import type { Frame } from './axes.ts'
import { isShown } from './domain.ts'
import { type Grid, putGlyph } from './grid.ts'
import type { Scale } from './scale.ts'
import { lengthOf, type Series } from './series.ts'
import { BOLD } from './style.ts'

/** Cells between marks along x; along y, where a cell is twice as long, half of it. */
const SPACING = 6

/** A ring at the height of the dot in its cell, from the top one: so that it lies on the line, not beside it. */
const RINGS = [0xb0, 0x2218, 0x2218, 0x2092]

/**
 * Marks ∘ on the curve at samples `SPACING` apart along x or y, whichever comes first, counted from its first sample,
 * so that marks do not wander while the curve grows at its end.
 */
export function putPoints(grid: Grid, frame: Frame, series: Series, xScale: Scale, yScale: Scale): void {
  const length = lengthOf(series)
  let lastX = -Infinity
  let lastY = -Infinity
  for (let i = 0; i < length; i++) {
    const x = series.x[i]!
    const y = series.y[i]!
    if (!isShown(yScale.kind, y) || !(x === 0 || isShown(xScale.kind, x))) continue
    const column = Math.round(xScale.at(x)) / 2
    const row = Math.round(yScale.at(y)) / 4
    if (Math.abs(column - lastX) < SPACING && Math.abs(row - lastY) < SPACING / 2) continue
    if (!(column >= 0 && column < frame.columns && row >= 0 && row < frame.rows)) continue
    const ring = RINGS[Math.round(4 * row) & 3]!
    putGlyph(grid, frame.left + Math.floor(column), frame.top + Math.floor(row), ring, series.style | BOLD)
    lastX = column
    lastY = row
  }
}

import { isShown } from './domain.ts'
import { type Grid, putGlyph } from './grid.ts'
import type { Scale } from './scale.ts'
import { isStart, lengthOf, type Points } from './series.ts'
import { BOLD, DIM } from './style.ts'

/** Cells between marks along x; along y, where a cell is twice as long, half of it. */
const SPACING = 6

/** A ring at the height of the dot in its cell, from the top one: so that it lies on the line, not beside it. */
const RINGS = [0xb0, 0x2218, 0x2218, 0x2092]

/**
 * Marks ∘ on the curve at samples `SPACING` apart along x or y, whichever comes first, counted from its first sample,
 * so that marks do not wander while the curve grows at its end. Reports the cells that it takes.
 */
export function putPoints(
  cells: Grid,
  { style }: { readonly style: number },
  points: Points,
  xScale: Scale,
  yScale: Scale,
  took: (cell: number) => void,
): void {
  const length = lengthOf(points)
  let lastX = -Infinity
  let lastY = -Infinity
  // Of the samples in one column of dots the first may have a mark: the scales are asked once a column, not a sample.
  let left = NaN
  let right = NaN
  for (let i = 0; i < length; i++) {
    const x = points.x[i]!
    if (x >= left && x < right) continue
    const y = points.y[i]!
    if (!isShown(yScale.kind, y)) continue
    if (!isShown(xScale.kind, x) && !isStart(points, i, xScale.domain[0])) continue
    const dots = Math.round(xScale.at(x))
    left = xScale.invert(dots - 0.5)
    right = xScale.invert(dots + 0.5)
    const column = dots / 2
    const row = Math.round(yScale.at(y)) / 4
    if (Math.abs(column - lastX) < SPACING && Math.abs(row - lastY) < SPACING / 2) continue
    if (!(column >= 0 && column < cells.columns && row >= 0 && row < cells.rows)) continue
    const ring = RINGS[Math.round(4 * row) & 3]!
    putGlyph(cells, Math.floor(column), Math.floor(row), ring, (style & ~DIM) | BOLD)
    took(Math.floor(row) * cells.columns + Math.floor(column))
    lastX = column
    lastY = row
  }
}

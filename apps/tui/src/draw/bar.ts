import { createGrid, type Grid, putGlyph } from './grid.ts'
import { ink } from './palette.ts'

const DONE = 0x2501
const HALF = 0x2578
const TRACK = 0x2500

/** A progress bar one row high, a heavy line over a thin one: ━━╸─── in steps of half a cell. */
export function bar({ width, fraction, style }: { width: number; fraction: number; style: number }): Grid {
  const grid = createGrid(width, 1)
  const halves = Math.round(2 * grid.columns * Math.min(1, Math.max(0, fraction || 0)))
  for (let column = 0; column < grid.columns; column++) {
    const filled = halves - 2 * column
    if (filled >= 2) putGlyph(grid, column, 0, DONE, style)
    else if (filled === 1) putGlyph(grid, column, 0, HALF, style)
    else putGlyph(grid, column, 0, TRACK, ink.muted)
  }
  return grid
}

import { createGrid, type Grid, putGlyph } from './grid.ts'
import { ink } from './palette.ts'

const FULL = 0x2588
const TRACK = 0x2500

/** A progress bar one row high. ▏ to ▉ are U+258F down to U+2589: one to seven eighths of a cell. */
export const bar = ({ width, fraction, style }: { width: number; fraction: number; style: number }): Grid => {
  const grid = createGrid(width, 1)
  const eighths = Math.round(8 * grid.columns * Math.min(1, Math.max(0, fraction || 0)))
  for (let column = 0; column < grid.columns; column++) {
    const filled = Math.min(8, eighths - 8 * column)
    if (filled === 8) putGlyph(grid, column, 0, FULL, style)
    else if (filled > 0) putGlyph(grid, column, 0, 0x2590 - filled, style)
    else putGlyph(grid, column, 0, TRACK, ink.muted)
  }
  return grid
}

import { createGrid, type Grid, put } from '../draw/grid.ts'
import { ink } from '../draw/palette.ts'
import { BOLD } from '../draw/style.ts'
import { wrap } from '../draw/wrap.ts'

/** A line of a pane of words: what it is about in muted ink, and what is said of it. */
export type Row = readonly [name: string, text: string]

const GAP = 2

/** A pane of words: a title, then names with what is said of each, wrapped; what has no room is cut at the bottom. */
export function textGrid(title: string, rows: readonly Row[], width: number, height: number): Grid {
  const grid = createGrid(width, height)
  put(grid, 0, 0, title, ink.default | BOLD)
  const names = Math.min(Math.max(0, ...rows.map(([name]) => name.length)), Math.floor(grid.columns / 2))
  let y = 1
  for (const [name, text] of rows) {
    put(grid, 0, y, name.slice(0, names), ink.muted)
    for (const line of wrap(text, Math.max(8, grid.columns - names - GAP)))
      put(grid, names + GAP, y++, line, ink.default)
  }
  if (y > grid.rows && grid.rows > 1) put(grid, Math.max(0, grid.columns - 1), grid.rows - 1, '↓', ink.muted)
  return grid
}

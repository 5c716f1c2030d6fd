import { createGrid, type Grid, put } from '../draw/grid.ts'
import { ink } from '../draw/palette.ts'
import { BOLD } from '../draw/style.ts'
import { wrap } from '../draw/wrap.ts'

/** A line of a pane of words: what it is about in muted ink, and what is said of it. */
export type Row = readonly [name: string, text: string]

const GAP = 2

/** Columns that a block of words needs at least, where what has no room below goes on beside. */
const LEAST_WIDTH = 38

/**
 * A pane of words: a title, then names with what is said of each, wrapped. What has no room below goes on in blocks
 * beside it; what has no room there either is cut, and an arrow says so.
 */
export function textGrid(title: string, rows: readonly Row[], width: number, height: number): Grid {
  const grid = createGrid(width, height)
  put(grid, 0, 0, title, ink.default | BOLD)
  const room = Math.max(0, grid.rows - 1)
  const most = Math.max(1, Math.floor((grid.columns + GAP) / LEAST_WIDTH))
  let blocks = 1
  let lines = laidOut(rows, grid.columns)
  while (lines.length > room * blocks && blocks < most) {
    blocks++
    lines = laidOut(rows, blockWidth(grid.columns, blocks))
  }
  const step = blockWidth(grid.columns, blocks) + GAP
  for (const [i, { name, text, indent }] of lines.slice(0, room * blocks).entries()) {
    const x = Math.floor(i / room) * step
    put(grid, x, 1 + (i % room), name, ink.muted)
    put(grid, x + indent, 1 + (i % room), text, ink.default)
  }
  if (lines.length > room * blocks) put(grid, grid.columns - 1, grid.rows - 1, '↓', ink.muted)
  return grid
}

const blockWidth = (columns: number, blocks: number): number => Math.floor((columns + GAP) / blocks) - GAP

function laidOut(rows: readonly Row[], width: number): { name: string; text: string; indent: number }[] {
  const names = Math.min(Math.max(0, ...rows.map(([name]) => name.length)), Math.floor(width / 2))
  const indent = names + GAP
  return rows.flatMap(([name, said]) =>
    wrap(said, Math.max(8, width - indent)).map((text, i) => ({
      name: i === 0 ? name.slice(0, names) : '',
      text,
      indent,
    })),
  )
}

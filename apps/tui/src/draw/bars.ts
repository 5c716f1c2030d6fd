import { formatNumber } from './format.ts'
import { createGrid, type Grid, put, putGlyph } from './grid.ts'
import { ink } from './palette.ts'
import { BOLD } from './style.ts'

/** One bar: how long it is, and where it is to end. */
export interface Bar {
  readonly label: string
  readonly value: number
  readonly target?: number
}

export interface Bars {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly bars: readonly Bar[]
  readonly style: number
}

const FULL = 0x2501
const HALF = 0x2578
const TRACK = 0x2500
const TARGET = 0x2503

/** Cells that a value and its target take at the right, with a blank: 9.83·10⁻³ of 0.500. */
const NUMBERS = 19
/** The least room for a bar beside its numbers; below it the numbers are left out. */
const LEAST = 8

/**
 * Horizontal bars from 0 on one scale, a row each, in steps of half a cell: ━━╸──┃ with ┃ where each is to end. A value
 * that is not finite has no bar; what finds no room is counted in the last row.
 */
export function bars({ width, height, title, bars: all, style }: Bars): Grid {
  const grid = createGrid(width, height)
  const { columns, rows } = grid
  if (columns < 1 || rows < 1) return grid
  const top = rows >= 2 ? 1 : 0
  if (top > 0) put(grid, 0, 0, title, ink.default | BOLD)
  if (all.length === 0) {
    put(grid, Math.max(0, (columns - 7) >> 1), top + ((rows - top - 1) >> 1), 'waiting', ink.muted)
    return grid
  }
  const room = rows - top
  const shown = all.length <= room ? all : all.slice(0, Math.max(0, room - 1))
  const gap = all.length > 0 && 2 * all.length <= room ? 2 : 1
  const left = all.reduce((most, { label }) => Math.max(most, label.length), 0) + 1
  const numbers = columns - left - NUMBERS >= LEAST ? NUMBERS : 0
  const reach = columns - left - numbers
  const most = all.reduce((far, { value, target = 0 }) => Math.max(far, finite(value), finite(target)), 0) || 1
  for (const [i, bar] of shown.entries()) {
    const y = top + gap * i
    put(grid, 0, y, bar.label, ink.muted)
    putBar(grid, { x: left, y, reach, most }, bar, style)
    if (numbers > 0) put(grid, left + reach + 1, y, numbersOf(bar), style)
  }
  if (shown.length < all.length) put(grid, 0, rows - 1, `… ${all.length - shown.length} more`, ink.muted)
  return grid
}

const finite = (value: number): number => (Number.isFinite(value) ? Math.max(0, value) : 0)

function putBar(
  grid: Grid,
  { x, y, reach, most }: { x: number; y: number; reach: number; most: number },
  { value, target }: Bar,
  style: number,
): void {
  const halves = Math.round((2 * reach * finite(value)) / most)
  for (let column = 0; column < reach; column++) {
    const filled = halves - 2 * column
    const glyph = filled >= 2 ? FULL : filled === 1 ? HALF : TRACK
    putGlyph(grid, x + column, y, glyph, filled >= 1 ? style : ink.muted)
  }
  if (target === undefined || !Number.isFinite(target)) return
  // In the cell in which a bar of that length ends.
  const end = Math.max(0, Math.min(reach - 1, Math.ceil((reach * target) / most - 0.25) - 1))
  putGlyph(grid, x + end, y, TARGET, ink.accent)
}

function numbersOf({ value, target }: Bar): string {
  return target === undefined ? formatNumber(value) : `${formatNumber(value)} of ${formatNumber(target)}`
}

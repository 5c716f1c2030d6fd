import type { ColourDepth } from './colour-depth.ts'
import { glyphsOf } from './one-cell.ts'
import { sgr } from './sgr.ts'
import { groundOf, INVERSE } from './style.ts'
import type { Theme } from './theme.ts'

/** A rectangle of cells, row after row. Every glyph is one code point that a terminal shows one cell wide. */
export type Grid = {
  readonly columns: number
  readonly rows: number
  readonly glyphs: Uint32Array
  readonly styles: Uint32Array
}

export const BLANK = 32

/** True for a style that shows on a blank. */
export const isGround = (style: number): boolean => (style & INVERSE) !== 0 || groundOf(style) !== 0

/** A blank grid. Sizes are rounded down to whole numbers ≥ 0. */
export function createGrid(columns: number, rows: number): Grid {
  const width = Math.max(0, Math.floor(columns) || 0)
  const height = Math.max(0, Math.floor(rows) || 0)
  const glyphs = new Uint32Array(width * height).fill(BLANK)
  return { columns: width, rows: height, glyphs, styles: new Uint32Array(width * height) }
}

/** Writes one code point; outside the grid it does nothing. */
export function putGlyph(grid: Grid, x: number, y: number, glyph: number, style: number): void {
  if (x < 0 || y < 0 || x >= grid.columns || y >= grid.rows) return
  const cell = y * grid.columns + x
  grid.glyphs[cell] = glyph
  grid.styles[cell] = style
}

/**
 * Writes text from (x, y) to the right, one cell for each code point; what lies outside the grid is cut, and what no
 * cell can hold is replaced.
 */
export function put(grid: Grid, x: number, y: number, text: string, style: number): void {
  let column = x
  for (const glyph of glyphsOf(text)) putGlyph(grid, column++, y, glyph, style)
}

/** Copies `source` into `target` with its top left corner at (x, y), cutting what lies outside. */
export function blit(target: Grid, source: Grid, x: number, y: number): void {
  const from = Math.max(0, -x)
  const to = Math.min(source.columns, target.columns - x)
  if (to <= from) return
  for (let row = Math.max(0, -y); row < Math.min(source.rows, target.rows - y); row++) {
    const start = row * source.columns
    const at = (row + y) * target.columns + x + from
    target.glyphs.set(source.glyphs.subarray(start + from, start + to), at)
    target.styles.set(source.styles.subarray(start + from, start + to), at)
  }
}

/** The grid as plain text: rows joined by newlines, trailing blanks cut. */
export function toText(grid: Grid): string {
  const rows: string[] = []
  for (let row = 0; row < grid.rows; row++) {
    const glyphs = grid.glyphs.subarray(row * grid.columns, (row + 1) * grid.columns)
    rows.push(String.fromCodePoint(...glyphs).trimEnd())
  }
  return rows.join('\n')
}

/** The grid as text with SGR sequences: rows joined by newlines, each ending in the default style. */
export function toAnsi(grid: Grid, depth: ColourDepth, theme: Theme = 'dark'): string {
  const rows: string[] = []
  for (let row = 0; row < grid.rows; row++) {
    const start = row * grid.columns
    let end = start + grid.columns
    while (end > start && grid.glyphs[end - 1] === BLANK && !isGround(grid.styles[end - 1]!)) end--
    let style = 0
    let text = ''
    for (let cell = start; cell < end; cell++) {
      const next = grid.styles[cell]!
      if (next !== style) text += sgr(next, depth, theme)
      style = next
      text += String.fromCodePoint(grid.glyphs[cell]!)
    }
    rows.push(style === 0 ? text : text + sgr(0, depth, theme))
  }
  return rows.join('\n')
}

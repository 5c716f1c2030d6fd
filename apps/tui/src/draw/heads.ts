import { BLANK, type Grid, put } from './grid.ts'

/** A glyph at the end of a path, in its cell. */
export type Head = { readonly column: number; readonly row: number; readonly glyph: string; readonly style: number }

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/**
 * Writes heads, the later ones on top: the selected run's is seen. Where several share a cell, their number stands
 * beside it if that cell is free: ●³, and ⁺ from ten on.
 */
export function putHeads(grid: Grid, heads: readonly Head[]): void {
  const counts = new Map<number, number>()
  for (const { column, row, glyph, style } of heads) {
    const cell = row * grid.columns + column
    counts.set(cell, (counts.get(cell) ?? 0) + 1)
    put(grid, column, row, glyph, style)
  }
  for (const [cell, count] of counts) {
    const column = (cell % grid.columns) + 1
    const isFree = column < grid.columns && (grid.glyphs[cell + 1] === BLANK || isLine(grid.glyphs[cell + 1]!))
    if (count < 2 || !isFree) continue
    put(grid, column, Math.floor(cell / grid.columns), SUPERSCRIPTS[count] ?? '⁺', grid.styles[cell]!)
  }
}

/** Lines of box drawing and dots of paths give way to a number; heads and other text do not. */
const isLine = (glyph: number): boolean => (glyph >= 0x2500 && glyph < 0x2580) || (glyph >= 0x2800 && glyph < 0x2900)

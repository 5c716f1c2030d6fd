import { BLANK, blit, createGrid, type Grid, isGround } from '../draw/grid.ts'
import { sgr } from '../draw/sgr.ts'
import { withoutColour, withoutHalves } from '../draw/without-colour.ts'
import type { Appearance } from './appearance.ts'
import { toAscii } from './ascii.ts'

export type Compositor = {
  /** What to write so that the terminal, which shows the grid painted last, shows `next`. Empty if nothing changed. */
  paint(next: Grid): string
  /** The terminal no longer shows what was painted last: the next paint clears it and is complete. */
  forget(): void
}

/** Moving the cursor takes about 6 bytes: up to this many unchanged cells are rewritten instead. */
const GAP = 4

/** The style as far as it can be seen: a blank shows only inversion and background. */
const seen = (glyph: number, style: number): number => (glyph === BLANK && !isGround(style) ? 0 : style)

const isSame = (a: Grid, b: Grid, cell: number): boolean =>
  a.glyphs[cell] === b.glyphs[cell] && seen(a.glyphs[cell]!, a.styles[cell]!) === seen(b.glyphs[cell]!, b.styles[cell]!)

/**
 * Turns the previous grid into the next one, cell by cell. Each run of changes is placed by an absolute move (CUP) and
 * never crosses the end of a row, so nothing wraps or scrolls: a terminal defers the wrap after the last column until
 * the next glyph, and a move comes first.
 * Another theme is another picture: it is painted whole.
 */
export function createCompositor(appearance: Readonly<Appearance>): Compositor {
  const { depth } = appearance
  let previous = createGrid(0, 0)
  let theme = appearance.theme
  return {
    paint: (picture) => {
      if (theme !== appearance.theme) previous = createGrid(0, 0)
      theme = appearance.theme
      // Half blocks say nothing without two colours in a cell, and are none of the plain letters.
      const told = depth === 'none' ? withoutColour(picture) : appearance.ascii ? withoutHalves(picture) : picture
      const next = appearance.ascii ? toAscii(told) : told
      let output = ''
      let style = 0
      if (previous.columns !== next.columns || previous.rows !== next.rows) {
        previous = createGrid(next.columns, next.rows)
        output = `${sgr(0, depth)}\x1b[2J`
      }
      for (let row = 0; row < next.rows; row++) {
        const start = row * next.columns
        // The column after the last cell written in this row; far off before the first.
        let cursor = -Infinity
        for (let column = 0; column < next.columns; column++) {
          if (isSame(previous, next, start + column)) continue
          if (column - cursor > GAP) {
            output += `\x1b[${row + 1};${column + 1}H`
            cursor = column
          }
          for (; cursor <= column; cursor++) {
            const glyph = next.glyphs[start + cursor]!
            const wanted = seen(glyph, next.styles[start + cursor]!)
            if (wanted !== style) output += sgr(wanted, depth, theme)
            style = wanted
            output += String.fromCodePoint(glyph)
          }
        }
      }
      blit(previous, next, 0, 0)
      return style === 0 ? output : output + sgr(0, depth)
    },
    forget: () => {
      previous = createGrid(0, 0)
    },
  }
}

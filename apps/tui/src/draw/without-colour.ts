import { BLANK, createGrid, type Grid } from './grid.ts'
import { uncoloured, wholeInk } from './heat-cells.ts'
import { groundOf, inkOf, on } from './style.ts'

/** The grid for a terminal without colours: heat maps, which colours alone would tell, are drawn in shades. */
export function withoutColour(grid: Grid): Grid {
  const plain = createGrid(grid.columns, grid.rows)
  plain.styles.set(grid.styles)
  for (let cell = 0; cell < grid.glyphs.length; cell++) {
    const style = grid.styles[cell]!
    plain.glyphs[cell] = uncoloured(grid.glyphs[cell]!, inkOf(style), groundOf(style))
  }
  return plain
}

/** The grid for a terminal with colours and without half blocks: each cell of a heat map in one colour throughout. */
export function withoutHalves(grid: Grid): Grid {
  const plain = createGrid(grid.columns, grid.rows)
  plain.glyphs.set(grid.glyphs)
  plain.styles.set(grid.styles)
  for (let cell = 0; cell < grid.glyphs.length; cell++) {
    const style = grid.styles[cell]!
    const whole = wholeInk(grid.glyphs[cell]!, inkOf(style), groundOf(style))
    if (whole === undefined) continue
    plain.glyphs[cell] = BLANK
    plain.styles[cell] = whole | on(whole)
  }
  return plain
}

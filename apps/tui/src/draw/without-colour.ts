import { createGrid, type Grid } from './grid.ts'
import { uncoloured } from './heat-cells.ts'
import { groundOf, inkOf } from './style.ts'

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

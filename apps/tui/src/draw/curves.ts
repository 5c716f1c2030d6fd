import { type Canvas, createCanvas } from './braille.ts'
import { createGrid, type Grid, putGlyph } from './grid.ts'
import { putPoints } from './points.ts'
import { polyline } from './polyline.ts'
import type { Scale } from './scale.ts'
import type { Points, Series } from './series.ts'

/** A series as it is drawn: smoothed or not, and the values in between left out. */
export type Curve = { readonly series: Series; readonly points: Points }

/** Curves over each other. */
export type Layers = {
  readonly cells: Grid
  /** The index of the curve on top in each cell; −1 where there is none. */
  readonly owners: Int16Array
  /** The dots of each curve as if it were alone; undefined for points. */
  readonly canvases: readonly (Canvas | undefined)[]
}

/**
 * Draws curves from the lowest to the topmost, each on dots of its own: a cell that a later one touches is taken by it
 * whole, so that a cell tells of one run alone, in that run's ink.
 */
export function drawCurves(
  curves: readonly Curve[],
  xScale: Scale,
  yScale: Scale,
  columns: number,
  rows: number,
): Layers {
  const cells = createGrid(columns, rows)
  const owners = new Int16Array(columns * rows).fill(-1)
  const canvases = curves.map(({ series, points }, i) => {
    if (series.mark === 'points') {
      putPoints(cells, series, points, xScale, yScale, (cell) => {
        owners[cell] = i
      })
      return undefined
    }
    const canvas = createCanvas(columns, rows)
    polyline(canvas, points, xScale, yScale, series.style)
    const { dots } = canvas
    for (let cell = 0; cell < dots.length; cell++) {
      if (dots[cell] === 0) continue
      cells.glyphs[cell] = 0x2800 + dots[cell]!
      cells.styles[cell] = series.style
      owners[cell] = i
    }
    return canvas
  })
  return { cells, owners, canvases }
}

/** Lays the curves over the grid; cells without any stay as they are. */
export function putCurves(grid: Grid, { cells, owners }: Layers, left: number, top: number): void {
  for (let cell = 0; cell < owners.length; cell++) {
    if (owners[cell]! < 0) continue
    const row = Math.floor(cell / cells.columns)
    putGlyph(grid, left + cell - row * cells.columns, top + row, cells.glyphs[cell]!, cells.styles[cell]!)
  }
}

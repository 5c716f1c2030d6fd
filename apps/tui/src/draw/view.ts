import { roundOut, widen } from './domain.ts'
import { createScale, type Domain, type Scale } from './scale.ts'
import { extentX, extentY, type Points } from './series.ts'

export type Rectangle = { readonly x: Domain; readonly y: Domain }

/** A part of the plane on a canvas of columns × rows cells, with the same units per dot along x and y. */
export type View = {
  readonly xScale: Scale
  readonly yScale: Scale
  /** The cell of the origin, or the cell of the canvas nearest to it. */
  readonly originColumn: number
  readonly originRow: number
}

/** Margin between the outermost points and the border, as a fraction of the side. */
const MARGIN = 0.08

function around([low, high]: Domain): Domain {
  const withOrigin = widen('linear', [Math.max(-1e300, Math.min(0, low)), Math.min(1e300, Math.max(0, high))])
  const [from, to] = roundOut('linear', withOrigin, 6)
  return [from - MARGIN * (to - from), to + MARGIN * (to - from)]
}

/** A rectangle with round limits around the points and the origin: it stays still while paths grow within it. */
export const enclose = (all: readonly Points[]): Rectangle => ({
  x: around(extentX(all, 'linear')),
  y: around(extentY(all, 'linear', [-Infinity, Infinity])),
})

/**
 * The smallest view of equal aspect around the rectangle, shifted by less than a cell so that the origin falls on the
 * centre of a cell, (2c + ½, 4r + 1½) in dots: there the lines of box drawing cross exactly at 0.
 */
export function createView(rectangle: Rectangle, columns: number, rows: number): View {
  const x = widen('linear', rectangle.x)
  const y = widen('linear', rectangle.y)
  // Units per dot, with one cell of room on each axis for that shift.
  const unit = Math.max((x[1] - x[0]) / Math.max(1, 2 * columns - 3), (y[1] - y[0]) / Math.max(1, 4 * rows - 5))
  const originX = columns - 0.5 - (x[0] + x[1]) / 2 / unit
  const originY = 2 * rows - 0.5 + (y[0] + y[1]) / 2 / unit
  const column = Math.round((originX - 0.5) / 2)
  const row = Math.round((originY - 1.5) / 4)
  const left = -(2 * column + 0.5) * unit
  const top = (4 * row + 1.5) * unit
  return {
    xScale: createScale('linear', [left, left + (2 * columns - 1) * unit], [0, 2 * columns - 1]),
    yScale: createScale('linear', [top - (4 * rows - 1) * unit, top], [4 * rows - 1, 0]),
    originColumn: Math.min(columns - 1, Math.max(0, column)),
    originRow: Math.min(rows - 1, Math.max(0, row)),
  }
}

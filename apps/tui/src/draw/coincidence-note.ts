import type { Frame } from './axes.ts'
import { coincidences } from './coincidence.ts'
import type { Curve, Layers } from './curves.ts'
import { BLANK, type Grid, put } from './grid.ts'
import { ink } from './palette.ts'

/** Where the most free cells in a row of the frame begin, and how many they are. */
function freeIn(grid: Grid, frame: Frame, row: number): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 }
  let start = 0
  for (let column = 0; column <= frame.columns; column++) {
    const isFree =
      column < frame.columns && grid.glyphs[(frame.top + row) * grid.columns + frame.left + column] === BLANK
    if (isFree) continue
    if (column - start >= best.length) best = { start, length: column - start }
    start = column + 1
  }
  return best
}

/** Says in a free row of the plot, the upper ones first, which curves coincide; cut where no row has room for all. */
export function putCoincidences(grid: Grid, frame: Frame, curves: readonly Curve[], layers: Layers): void {
  const notes = coincidences(curves, layers)
  if (notes.length === 0) return
  const text = notes.join(', ')
  const rows = Array.from({ length: frame.rows }, (_, row) => ({ row, ...freeIn(grid, frame, row) }))
  // A blank cell at each side keeps the note apart from curves.
  const place =
    rows.find(({ length }) => length >= text.length + 2) ??
    rows.reduce((best, one) => (one.length > best.length ? one : best))
  const room = place.length - 2
  if (room < Math.min(text.length, 5)) return
  const shown = text.length <= room ? text : `${text.slice(0, room - 1)}…`
  put(grid, frame.left + place.start + place.length - 1 - shown.length, frame.top + place.row, shown, ink.muted)
}

import type { Frame } from './axes.ts'
import { type Canvas, isSet } from './braille.ts'
import type { Curve, Layers } from './curves.ts'
import { BLANK, type Grid, put } from './grid.ts'
import type { Scale } from './scale.ts'
import { lengthOf, type Points, type Series } from './series.ts'

/** Cells at the right of the frame that are kept for letters of curves which reach it: `ab+`. */
const GUTTER = 3

/** The letters of the curves, each once. */
const lettersOf = (all: readonly Series[]): Set<string> =>
  new Set(all.flatMap(({ letter, mark }) => (letter && mark !== 'points' ? [letter] : [])))

/** Columns to keep free for letters. A curve that is alone needs none. */
export function letterGutter(all: readonly Series[]): number {
  const count = lettersOf(all).size
  return count < 2 ? 0 : Math.min(GUTTER, count)
}

type End = { readonly column: number; readonly row: number }

/** The cell after the last drawn point. */
function endOf(canvas: Canvas, points: Points, yScale: Scale): End | undefined {
  const { columns, rows, dots } = canvas
  let column = columns - 1
  const isFree = (at: number): boolean => {
    for (let row = 0; row < rows; row++) if (dots[row * columns + at] !== 0) return false
    return true
  }
  while (column >= 0 && isFree(column)) column--
  if (column < 0) return undefined
  // Of the dots in the last column, the one nearest to the last value.
  let last = lengthOf(points) - 1
  while (last > 0 && !Number.isFinite(points.y[last]!)) last--
  const wanted = yScale.at(points.y[last]!)
  let best = -1
  for (let x = 2 * column + 1; x >= 2 * column && best < 0; x--) {
    for (let y = 0; y < 4 * rows; y++)
      if (isSet(canvas, x, y) && (best < 0 || Math.abs(y - wanted) < Math.abs(best - wanted))) best = y
  }
  return { column: column + 1, row: best >> 2 }
}

/** Where curves end together: their letters and the style of the topmost. */
type Group = End & { readonly members: { readonly letter: string; readonly style: number }[] }

/** Letters in a row, as many as fit: the topmost curve's always, + for those that do not. */
function putGroup(grid: Grid, frame: Frame, { column, row, members }: Group, end: number): void {
  const x = frame.left + column
  const y = frame.top + row
  let room = 0
  while (room < members.length && x + room < end) {
    if (room > 0 && x + room < frame.left + frame.columns && grid.glyphs[y * grid.columns + x + room] !== BLANK) break
    room++
  }
  const isAll = members.length <= room
  const top = members.at(-1)!
  const kept = isAll || room < 2 ? members.slice(-Math.max(1, room)) : [...members.slice(0, room - 2), top]
  kept.sort((one, other) => (one.letter < other.letter ? -1 : 1))
  for (const [i, { letter, style }] of kept.entries()) put(grid, x + i, y, letter, style)
  if (!isAll && room > 1) put(grid, x + kept.length, y, '+', top.style)
}

/** Writes each curve's letter after its end, in its style; those that end in one cell stand side by side. */
export function putLetters(
  grid: Grid,
  frame: Frame,
  curves: readonly Curve[],
  { canvases, owners }: Layers,
  yScale: Scale,
  gutter: number,
): void {
  if (lettersOf(curves.map(({ series }) => series)).size < 2) return
  const groups = new Map<string, Group>()
  const isTaken = ({ column, row }: End): boolean =>
    column < frame.columns && owners[row * frame.columns + column]! >= 0
  for (const [i, { series, points }] of curves.entries()) {
    const canvas = canvases[i]
    const end = canvas && series.letter ? endOf(canvas, points, yScale) : undefined
    if (!end) continue
    // Above or below where another curve goes on, so that it is not cut.
    const places = [end, { ...end, row: end.row - 1 }, { ...end, row: end.row + 1 }]
    const free = places.find((place) => place.row >= 0 && place.row < frame.rows && !isTaken(place)) ?? end
    const key = `${free.column} ${free.row}`
    const group = groups.get(key) ?? { ...free, members: [] }
    groups.set(key, group)
    group.members.push({ letter: series.letter!, style: series.style })
  }
  for (const group of groups.values()) putGroup(grid, frame, group, frame.left + frame.columns + gutter)
}

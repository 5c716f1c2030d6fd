import { type Grid, putGlyph } from './grid.ts'
import type { HeatLayout } from './heat-layout.ts'
import { againstHeat, heatInk, ink } from './palette.ts'
import { BOLD, INVERSE, on } from './style.ts'

/** One cell of a heat map. */
export interface HeatCell {
  /** `none` where the grid has a hole. */
  readonly state: 'none' | 'waiting' | 'running' | 'done' | 'failed'
  /** NaN while there is none. */
  readonly value: number
  /** A whole number that changes whenever a running cell has come farther. */
  readonly beat: number
}

/** A cell as it is painted: where its value stands on the scale, NaN for none. */
export interface PaintedCell extends Omit<HeatCell, 'value'> {
  readonly part: number
}

const FULL = 0x2588
const UPPER = 0x2580
const LOWER = 0x2584
const CROSS = 0x2717
const RAISED = 0x2e3
const LOWERED = 0x2093
const DOT = 0xb7
const DOTS = 0x3a
const CHOSEN = 0x25c6
const SHADES = [0x2591, 0x2592, 0x2593] as const
const SPINNER = Array.from('⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏', (glyph) => glyph.codePointAt(0)!)

const hasColour = ({ state, part }: PaintedCell): boolean => state !== 'failed' && !Number.isNaN(part)

/** A style that is read on the colour of a cell. Dark text is not bold: terminals of sixteen colours would turn it grey. */
function against(cell: PaintedCell): number {
  if (!hasColour(cell)) return ink.default | BOLD
  const text = againstHeat(cell.part)
  return text | on(heatInk(cell.part)) | (text === ink.bright ? BOLD : 0)
}

const spinnerOf = ({ beat }: PaintedCell): number => SPINNER[beat % SPINNER.length]!

/** The columns and rows of the terminal that a cell of the map has for itself, counted from the map's corner. */
interface Place {
  readonly x: number
  readonly width: number
  /** The half-rows from its top to its end. */
  readonly from: number
  readonly to: number
}

/**
 * Paints the cells of a map, `at(row, column)` counted from its top left corner, `none` below it. The upper half of a row is drawn in
 * the colour of the text, the lower one in that of the background, so that two cells of the map may share a row.
 */
export function putHeatCells(
  grid: Grid,
  layout: HeatLayout,
  at: (row: number, column: number) => PaintedCell,
  selected: { readonly row: number; readonly column: number } | undefined,
): void {
  const { left, top, across, halves, columns, rows } = layout
  const textRows = Math.ceil((rows * halves) / 2)
  for (let y = 0; y < textRows; y++) {
    const upperRow = Math.floor((2 * y) / halves)
    const lowerRow = Math.floor((2 * y + 1) / halves)
    for (let column = 0; column < columns; column++) {
      const upper = at(upperRow, column)
      const lower = at(lowerRow, column)
      const isOne = upperRow === lowerRow
      for (let k = 0; k < across; k++) {
        const x = left + column * across + k
        if (isOne) putWhole(grid, x, top + y, upper)
        else putHalves(grid, x, top + y, upper, lower, halves === 1, k === (across - 1) >> 1)
      }
    }
  }
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const place: Place = { x: left + column * across, width: across, from: row * halves, to: (row + 1) * halves }
      const isSelected = row === selected?.row && column === selected.column
      if (halves > 1) putSign(grid, top, place, at(row, column), isSelected)
      else if (isSelected) putChosenHalf(grid, top, place, at(row, column), at(row ^ 1, column))
    }
}

/** A character that lies within one cell. */
function putWhole(grid: Grid, x: number, y: number, cell: PaintedCell): void {
  if (hasColour(cell)) putGlyph(grid, x, y, FULL, heatInk(cell.part) | on(heatInk(cell.part)))
}

/** A character that two cells share. `alone`: they have no other, so that it must also tell what became of them. */
function putHalves(
  grid: Grid,
  x: number,
  y: number,
  upper: PaintedCell,
  lower: PaintedCell,
  alone: boolean,
  isMiddle: boolean,
): void {
  const [above, below] = [hasColour(upper), hasColour(lower)]
  if (above && below) putGlyph(grid, x, y, UPPER, heatInk(upper.part) | on(heatInk(lower.part)))
  else if (above) putGlyph(grid, x, y, UPPER, heatInk(upper.part))
  else if (below) putGlyph(grid, x, y, LOWER, heatInk(lower.part))
  if (!alone) return
  const failed = { above: upper.state === 'failed', below: lower.state === 'failed' }
  if (failed.above || failed.below) {
    if (!isMiddle) return
    const glyph = failed.above && failed.below ? CROSS : failed.above ? RAISED : LOWERED
    putGlyph(grid, x, y, glyph, ink.warn | BOLD | on(above ? heatInk(upper.part) : below ? heatInk(lower.part) : 0))
  } else if (!above && !below && isMiddle) {
    const running = [upper, lower].find(({ state }) => state === 'running')
    const waiting = [upper, lower].filter(({ state }) => state === 'waiting').length
    if (running) putGlyph(grid, x, y, spinnerOf(running), ink.accent)
    else if (waiting > 0) putGlyph(grid, x, y, waiting === 2 ? DOTS : DOT, ink.muted)
  }
}

/** What stands in a cell that has rows of the terminal for itself: its state, and whether it is the selected one. */
function putSign(grid: Grid, mapTop: number, place: Place, cell: PaintedCell, isSelected: boolean): void {
  if (!isSelected && (cell.state === 'done' || cell.state === 'none')) return
  const first = mapTop + ((place.from + 1) >> 1)
  const last = mapTop + (place.to >> 1) - 1
  const middle = (first + last) >> 1
  const end = place.x + place.width - 1
  const centre = (place.x + end) >> 1
  // A narrow cell has room for the mark of the selected one alone: its style tells the state.
  const isNarrow = isSelected && place.width < 3
  const style = isNarrow ? narrowStyle(cell) : against(cell)
  const put = (x: number, y: number, glyph: string): void => putGlyph(grid, x, y, glyph.codePointAt(0)!, style)
  if (isSelected && place.width >= 4 && last > first) {
    put(place.x, first, '┌')
    put(end, first, '┐')
    put(place.x, last, '└')
    put(end, last, '┘')
  } else if (isSelected && place.width > 1) {
    put(place.x, middle, '[')
    put(end, middle, ']')
  } else if (isSelected) put(place.x, middle, '◆')
  if (isNarrow) return
  if (cell.state === 'running') putGlyph(grid, centre, middle, spinnerOf(cell), hasColour(cell) ? style : ink.accent)
  if (cell.state === 'failed') putGlyph(grid, centre, middle, CROSS, ink.warn | BOLD)
  else if (cell.state === 'waiting') putGlyph(grid, centre, middle, DOT, ink.muted)
}

/** In training the mark blinks with its progress, without colours too; of a failed cell it is a warning. */
function narrowStyle(cell: PaintedCell): number {
  if (cell.state === 'failed') return ink.warn | BOLD
  return cell.state === 'running' && cell.beat % 2 === 1 ? ink.accent | BOLD | INVERSE : against(cell)
}

/**
 * The selected cell of half a row: its ends, or all of a narrow one, in the colour of the text; in training it blinks
 * with its progress.
 */
function putChosenHalf(grid: Grid, top: number, place: Place, cell: PaintedCell, other: PaintedCell): void {
  const y = top + (place.from >> 1)
  const isUpper = place.from % 2 === 0
  const colour = cell.state === 'running' && cell.beat % 2 === 1 ? ink.accent : ink.default
  const ground = hasColour(other) ? on(heatInk(other.part)) : 0
  for (let k = 0; k < place.width; k++) {
    if (place.width > 2 && k > 0 && k < place.width - 1) continue
    putGlyph(grid, place.x + k, y, isUpper ? UPPER : LOWER, colour | BOLD | ground)
  }
}

const isHeat = (index: number): boolean => index >= heatInk(0) && index <= heatInk(1)
const levelOf = (index: number): number => (index - heatInk(0)) / (heatInk(1) - heatInk(0))
/** From the least values to the greatest; a blank is what has none. */
const DENSITIES = [...SHADES, FULL] as const

const isBlock = (glyph: number): boolean => glyph === FULL || glyph === UPPER || glyph === LOWER

/** The mean level of what the halves of a block show. */
function meanLevel(text: number, ground: number): number {
  return isHeat(ground) ? (levelOf(text) + levelOf(ground)) / 2 : levelOf(text)
}

/** What stands for a half-block of a heat map where there are no colours: a shade as dense as its values are large. */
export function uncoloured(glyph: number, text: number, ground: number): number {
  if (!isBlock(glyph)) return glyph
  if (!isHeat(text)) return isHeat(ground) ? CHOSEN : glyph
  return DENSITIES[Math.min(DENSITIES.length - 1, Math.floor(meanLevel(text, ground) * DENSITIES.length))]!
}

/**
 * The ink that fills a cell where there are colours but no half blocks: of two values, the mean. Undefined where the
 * cell shows no value, or one beside a half that has none.
 */
export function wholeInk(glyph: number, text: number, ground: number): number | undefined {
  return isBlock(glyph) && isHeat(text) && isHeat(ground) ? heatInk(meanLevel(text, ground)) : undefined
}

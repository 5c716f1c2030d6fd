import { formatNumber } from './format.ts'
import { createGrid, type Grid, put, putGlyph } from './grid.ts'
import { type HeatCell, type PaintedCell, putHeatCells } from './heat-cells.ts'
import { type HeatLayout, heatLayout } from './heat-layout.ts'
import { clippedSign, heatDomain, heatPart, heatValue } from './heat-scale.ts'
import { heatInk, ink } from './palette.ts'
import type { Domain, ScaleKind } from './scale.ts'
import { BOLD, on } from './style.ts'
import { wrap } from './wrap.ts'

/** One axis of a heat map: what it is, and the label of each of its values, ascending. */
export interface HeatAxis {
  readonly name: string
  readonly labels: readonly string[]
}

export interface HeatMap {
  readonly width: number
  readonly height: number
  readonly title: string
  /** To the right. */
  readonly columns: HeatAxis
  /** Upwards. */
  readonly rows: HeatAxis
  readonly scale: ScaleKind
  /** By row, from the bottom, and column. */
  readonly cells: readonly (readonly HeatCell[])[]
  readonly selected?: { readonly row: number; readonly column: number }
  /** What the heading tells of the selected cell, the fullest first; the first that fits is shown. */
  readonly reading?: { readonly label: string; readonly value: string }
}

export interface DrawnHeat {
  readonly grid: Grid
  /** The ends of the colour scale. */
  readonly domain: Domain
  /** The cell of the map at a cell of the terminal. */
  readonly cellAt: (column: number, row: number) => { readonly row: number; readonly column: number } | undefined
}

const NONE: PaintedCell = { state: 'none', part: Number.NaN, beat: 0 }
const UPPER = 0x2580
/** A gap, the bar, a gap: beside the numbers of the scale. */
const SCALE_BESIDE = 3

/** A map of values over two parameters, every cell in the colour of its value, with the scale of the colours. */
export function heat(map: HeatMap): DrawnHeat {
  const grid = createGrid(map.width, map.height)
  const values: number[] = []
  for (const row of map.cells)
    for (const { state, value } of row) if (state !== 'failed' && Number.isFinite(value)) values.push(value)
  const domain = heatDomain(map.scale, values)
  const [rows, columns] = [map.rows.labels.length, map.columns.labels.length]
  const numbers =
    values.length === 0
      ? []
      : [1, 0.5, 0].map((part) => clippedSign(domain, values, part) + numberAt(map.scale, domain, part))
  const gutter = Math.max(4, longest(map.rows.labels), cornerOf(map).length) + 1
  const layout = heatLayout({
    width: grid.columns,
    height: grid.rows,
    columns,
    rows,
    gutter,
    scale: SCALE_BESIDE + Math.max(4, longest(numbers)),
  })
  if (grid.columns < 1 || grid.rows < 1) return { grid, domain, cellAt: () => undefined }

  // Where there is no room for all, the part around the selected cell.
  const fromTop = (row: number): number => rows - 1 - row
  const firstRow = windowFrom(fromTop(map.selected?.row ?? rows - 1), layout.rows, rows)
  const firstColumn = windowFrom(map.selected?.column ?? 0, layout.columns, columns)
  const painted = map.cells.map((row) =>
    row.map(({ state, beat, value }): PaintedCell => ({ state, beat, part: partOf(map.scale, domain, value) })),
  )
  const selected = map.selected && {
    row: fromTop(map.selected.row) - firstRow,
    column: map.selected.column - firstColumn,
  }
  putHeatCells(
    grid,
    layout,
    (row, column) => (row < layout.rows ? (painted[fromTop(row + firstRow)]?.[column + firstColumn] ?? NONE) : NONE),
    selected,
  )

  const downwards = map.rows.labels.toReversed().slice(firstRow, firstRow + layout.rows)
  putRowLabels(grid, layout, downwards, selected?.row)
  const across = map.columns.labels.slice(firstColumn, firstColumn + layout.columns)
  putColumnLabels(grid, layout, across, selected?.column)
  if (layout.kind === 'around') {
    putHeading(grid, map)
    putScaleBeside(grid, layout, numbers)
  } else putPanel(grid, layout, map, numbers, gutter)
  if (layout.labelRow !== undefined) putCorner(grid, layout, map)
  else putColumnRange(grid, layout, map, gutter)

  return {
    grid,
    domain,
    cellAt(x, y) {
      const column = Math.floor((x - layout.left) / layout.across)
      // A row of the terminal that two cells share belongs to the one that has its upper half.
      const row = Math.floor((2 * (y - layout.top)) / layout.halves)
      const isInside = row >= 0 && row < layout.rows && column >= 0 && column < layout.columns
      return isInside ? { row: fromTop(row + firstRow), column: column + firstColumn } : undefined
    },
  }
}

const partOf = (kind: ScaleKind, domain: Domain, value: number): number =>
  Number.isFinite(value) ? heatPart(kind, domain, value) : Number.NaN

const longest = (texts: readonly string[]): number => texts.reduce((width, { length }) => Math.max(width, length), 0)

/** A number of the scale in few characters: 0.28, 1.5, 4·10⁻⁷. */
function numberAt(kind: ScaleKind, domain: Domain, part: number): string {
  const value = heatValue(kind, domain, part)
  const text = formatNumber(value, 2)
  return text.includes('·') ? formatNumber(value, 1) : text
}

/** Which way the parameters grow. */
const cornerOf = ({ rows, columns }: HeatMap): string => `${rows.name}↑ ${columns.name}→`

const windowFrom = (place: number, room: number, count: number): number =>
  Math.max(0, Math.min(count - room, place - (room >> 1)))

/**
 * In which order labels claim their places: the selected one, the ends, the middle, the quarters, and so on as long as
 * neighbours are `least` places apart.
 */
function byRank(count: number, selected: number | undefined, least: number): number[] {
  const places = selected === undefined ? [] : [selected]
  for (let parts = 1; parts <= 2 || (count - 1) / parts >= least; parts *= 2) {
    for (let k = 0; k <= parts; k++) places.push(Math.round((k * (count - 1)) / parts))
    if (parts >= count - 1) break
  }
  if (least <= 1) places.push(...Array(count).keys())
  return [...new Set(places)]
}

function putRowLabels(grid: Grid, layout: HeatLayout, labels: readonly string[], selected: number | undefined): void {
  const taken = new Set<number>()
  for (const row of byRank(labels.length, selected, Math.min(2 / layout.halves, 2))) {
    const y = layout.top + (((2 * row + 1) * layout.halves - 1) >> 2)
    const label = labels[row]
    if (label === undefined || taken.has(y)) continue
    taken.add(y)
    put(grid, layout.left - 1 - label.length, y, label, row === selected ? BOLD : ink.muted)
    if (row === selected) put(grid, layout.left - 1, y, '▸', ink.accent)
  }
}

function putColumnLabels(
  grid: Grid,
  layout: HeatLayout,
  labels: readonly string[],
  selected: number | undefined,
): void {
  const { labelRow, left, across } = layout
  if (labelRow === undefined) return
  const taken: { from: number; to: number }[] = []
  for (const column of byRank(labels.length, selected, (longest(labels) + 1) / across)) {
    const label = labels[column]
    if (label === undefined) continue
    const centre = left + column * across + ((across - 1) >> 1)
    const from = Math.max(left, Math.min(centre - ((label.length - 1) >> 1), grid.columns - label.length))
    const to = from + label.length
    if (taken.some((other) => from < other.to + 1 && other.from < to + 1)) continue
    taken.push({ from, to })
    put(grid, from, labelRow, label, column === selected ? BOLD : ink.muted)
  }
}

function putCorner(grid: Grid, { left, labelRow }: HeatLayout, map: HeatMap): void {
  const corner = cornerOf(map)
  put(grid, Math.max(0, left - 1 - corner.length), labelRow!, corner, ink.muted)
}

/** Where no row is left for the labels of the columns: from where to where they go, at the foot of the text. */
function putColumnRange(grid: Grid, { left }: HeatLayout, map: HeatMap, gutter: number): void {
  const { labels } = map.columns
  const range = `${cornerOf(map)} ${labels[0]}…${labels.at(-1)}`
  put(grid, 0, grid.rows - 1, range.slice(0, left - gutter), ink.muted)
}

/** Title, and at the right what is told of the selected cell, in as many words as fit. */
function putHeading(grid: Grid, { title, reading }: HeatMap): void {
  put(grid, 0, 0, title, ink.default | BOLD)
  if (!reading) return
  const room = grid.columns - title.length - 2
  const isWhole = reading.label.length + 2 + reading.value.length <= room
  if (reading.value.length > room) return
  put(grid, grid.columns - reading.value.length, 0, reading.value, ink.default)
  if (isWhole) put(grid, grid.columns - reading.value.length - 2 - reading.label.length, 0, reading.label, ink.muted)
}

/** The colours from the greatest value at the top to the least, at the right of the map. */
function putScaleBeside(grid: Grid, layout: HeatLayout, numbers: readonly string[]): void {
  if (numbers.length === 0) return
  const x = layout.left + layout.columns * layout.across + 1
  const rows = Math.ceil((layout.rows * layout.halves) / 2)
  const partAt = (half: number): number => 1 - half / (2 * rows - 1)
  for (let row = 0; row < rows; row++)
    putGlyph(grid, x, layout.top + row, UPPER, heatInk(partAt(2 * row)) | on(heatInk(partAt(2 * row + 1))))
  const places = rows > 2 ? [0, (rows - 1) / 2, rows - 1] : [0, undefined, rows - 1]
  for (const [i, place] of places.entries())
    if (place !== undefined && (i !== 2 || rows > 1))
      put(grid, x + 2, layout.top + Math.floor(place), numbers[i]!, ink.muted)
}

/** Title, reading and scale at the left of a map that has all rows for itself. */
function putPanel(
  grid: Grid,
  layout: HeatLayout,
  { title, reading }: HeatMap,
  numbers: readonly string[],
  gutter: number,
): void {
  const width = Math.max(0, layout.left - gutter)
  const text = (y: number, words: string, style: number): void => put(grid, 0, y, words.slice(0, width), style)
  const lines = title.length <= width ? [title] : wrap(title, width)
  for (const [y, line] of lines.entries()) text(y, line, ink.default | BOLD)
  if (reading && grid.rows >= lines.length + 6) {
    text(lines.length, reading.label, ink.muted)
    text(lines.length + 1, reading.value, ink.default)
  }
  const foot = (layout.labelRow ?? grid.rows - 1) - 3
  if (numbers.length === 0 || foot < lines.length) return
  const [high, middle, low] = numbers as [string, string, string]
  const bar = Math.max(2, width - 1)
  for (let x = 0; x < bar; x++) {
    const level = heatInk(x / (bar - 1))
    putGlyph(grid, x, foot, 0x2588, level | on(level))
  }
  put(grid, 0, foot + 1, low, ink.muted)
  put(grid, bar - high.length, foot + 1, high, ink.muted)
  const centre = (bar - middle.length) >> 1
  if (centre > low.length && centre + middle.length < bar - high.length) put(grid, centre, foot + 1, middle, ink.muted)
}

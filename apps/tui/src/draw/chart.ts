import { type Frame, putXAxis, putXTicks, putYAxis, yTickCount, yTicks } from './axes.ts'
import { createCanvas, line, putCanvas } from './braille.ts'
import { envelope, smoothed } from './by-column.ts'
import { putCoincidences } from './coincidence-note.ts'
import { putCursor, putCursorLabel } from './cursor.ts'
import { type Curve, drawCurves, putCurves } from './curves.ts'
import { onRows, roundOut, widen } from './domain.ts'
import { letterGutter, putLetters } from './end-letters.ts'
import { createGrid, type Grid, put, putGlyph } from './grid.ts'
import { putHeading, type Value } from './heading.ts'
import { ink } from './palette.ts'
import { createScale, type Domain, type Scale, type ScaleKind } from './scale.ts'
import { extentX, extentY, latest, lengthOf, type Series } from './series.ts'
import { BOLD, DIM } from './style.ts'

export type { Value } from './heading.ts'

/** A place on the x axis, marked there by ▲ and its run's letter, and above it by a dotted line, which curves cover. */
export type Guide = { readonly x: number; readonly style: number; readonly letter?: string }

/** A height, marked by a dotted line that curves cover; its label stands at the left end. */
export type Level = { readonly y: number; readonly style: number; readonly label?: string }

export type LineChart = {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  readonly xScale: ScaleKind
  readonly yScale: ScaleKind
  /** From the lowest to the topmost; a cell that a later one touches is taken by it whole. */
  readonly series: readonly Series[]
  readonly guides?: readonly Guide[]
  /** Those beyond the y domain are not drawn; they do not widen it. */
  readonly levels?: readonly Level[]
  /** By default from the least to the greatest x. */
  readonly xDomain?: Domain
  /** By default round numbers around what is in view, without the end of a run that blew up. */
  readonly yDomain?: Domain
  /** Decades below the largest value at which a log y axis ends by default: less may be rounding. */
  readonly decades?: number
  /** What the heading shows, the last one always; by default the latest value of each line. */
  readonly values?: readonly Value[]
  /** Width of the moving average that is drawn, as a part of the width of the chart. */
  readonly smoothing?: number
  /** The place on the x axis that is read, marked by a line. */
  readonly cursor?: number
}

/** A chart, and what the mouse finds in it. */
export type DrawnChart = { readonly grid: Grid; readonly xAt: (column: number) => number | undefined }

/** The least width of the labels, so that stacked charts share their left edge. */
const GUTTER = 5

/** Dots from one drawn dot of a guide to the next. */
const GUIDE_SPACING = 3
const MARKER = 0x25b2

const isUsable = (domain: Domain | undefined): domain is Domain =>
  domain !== undefined && domain[0] < domain[1] && Number.isFinite(domain[0]) && Number.isFinite(domain[1])

/** Why there is no curve, as fully as there is room for. */
function emptyReasons(series: readonly Series[]): string[] {
  if (series.every((one) => lengthOf(one) === 0)) return ['waiting for the first frame', 'waiting', '']
  if (series.every((one) => Number.isNaN(latest(one)))) return ['no finite value in any frame', 'not finite', '']
  return ['no value that this axis can show here', 'nothing here', '']
}

function putReason(grid: Grid, { left, top, columns, rows }: Frame, series: readonly Series[]): void {
  const text = emptyReasons(series).find((candidate) => candidate.length <= columns)!
  put(grid, left + ((columns - text.length) >> 1), top + ((rows - 1) >> 1), text, ink.muted)
}

/** What is drawn of each series; below what is smoothed lies the original, faint, of a run that is not faint itself. */
function curvesOf({ series, smoothing = 0, yScale }: LineChart, xScale: Scale, width: number): Curve[] {
  const curves = series.map((one): Curve => {
    if (one.mark === 'envelope') return { series: one, points: envelope(one, xScale, yScale, width) }
    const isSmoothed = smoothing > 0 && one.mark === 'line'
    return { series: one, points: isSmoothed ? smoothed(one, xScale, yScale, width, smoothing) : one }
  })
  const originals = curves.flatMap(({ series: one, points }): Curve[] => {
    if (points === one || one.mark !== 'line' || one.style & DIM) return []
    const { letter: _, ...rest } = one
    return [{ series: { ...rest, style: (one.style & ~BOLD) | DIM }, points: one }]
  })
  return [...originals, ...curves]
}

/** The domain of y, and whether anything in view is in it. */
function yDomainOf(
  chart: LineChart,
  curves: readonly Curve[],
  xDomain: Domain,
  rows: number,
): readonly [Domain, boolean] {
  const { yScale: kind, xScale: xKind, decades = Infinity } = chart
  const [least, most] = extentY(
    curves.map(({ points }) => points),
    kind,
    xDomain,
    xKind,
  )
  const isEmpty = !(least <= most)
  // Of a fixed domain that reaches to 0 or below, a log axis shows nothing but its decades: it takes the data's.
  if (isUsable(chart.yDomain) && (kind === 'linear' || chart.yDomain[0] > 0))
    return [widen(kind, chart.yDomain), isEmpty]
  // Envelopes are read as sizes, from 0 on: the differences of noise are not to fill the pane.
  const isSize = least > 0 && chart.series.some(({ mark }) => mark === 'envelope')
  const low = kind === 'log' ? Math.max(least, most * 10 ** -decades) : isSize ? 0 : least
  const rounded = roundOut(kind, widen(kind, [low, most]), yTickCount(kind, rows))
  return [kind === 'log' ? onRows(rounded, rows) : rounded, isEmpty]
}

/** The latest value of each line by its letter, or by its label. Points lie on a line and would only repeat it. */
const latestValues = (series: readonly Series[]): Value[] =>
  series
    .filter(({ mark }) => mark !== 'points')
    .map((one) => ({ letter: one.letter ?? one.label, style: one.style, value: latest(one) }))

/**
 * A chart of curves over one x axis. The top row is the heading; the x label stands among the labels of the x axis. A
 * small chart loses first the x label (below 6 rows), then the x axis (below 5), then the y axis (below 14 columns); the
 * axes have no labels, and curves no letters, below 24 columns.
 */
export const lineChart = (input: LineChart): Grid => chart(input).grid

/** The same, with the place on the x axis of each column. */
export function chart(chart: LineChart): DrawnChart {
  const grid = createGrid(chart.width, chart.height)
  const { columns, rows } = grid
  if (columns < 1 || rows < 1) return { grid, xAt: () => undefined }
  const hasXAxis = rows >= 5
  const hasXLabel = rows >= 6 && columns >= 24
  const hasYAxis = columns >= 14
  const hasLabels = columns >= 24
  const top = rows >= 2 ? 1 : 0
  const height = rows - top - (hasXAxis ? 1 : 0) - (hasXAxis && hasLabels ? 1 : 0)
  const letters = hasLabels && height >= 3 ? letterGutter(chart.series) : 0

  const xDomain = widen(chart.xScale, isUsable(chart.xDomain) ? chart.xDomain : extentX(chart.series, chart.xScale))
  // The width of the labels is known after y's domain, which smoothing moves a little: first without them.
  const widest = 2 * Math.max(1, columns - letters - (hasYAxis ? 1 : 0) - (hasLabels ? GUTTER : 0))
  const scaleX = (width: number): Scale => createScale(chart.xScale, xDomain, [0, width - 1])
  const first = curvesOf(chart, scaleX(widest), widest)
  const [yDomain, isEmpty] = yDomainOf(chart, first, xDomain, height)
  // The ends of the domain lie in the middle of a cell, where their ticks are.
  const yScale = createScale(chart.yScale, yDomain, [4 * height - 2, 1])
  const isYKnown = !isEmpty || (isUsable(chart.yDomain) && (chart.yScale === 'linear' || chart.yDomain[0] > 0))
  const labels = hasLabels && height >= 2 && isYKnown ? yTicks(yScale, height) : []
  const gutter = hasLabels ? labels.reduce((width, { label }) => Math.max(width, label.length), GUTTER) : 0
  const left = hasYAxis ? Math.min(gutter, columns >> 1) + 1 : 0
  const frame: Frame = { left, top, columns: columns - left - letters, rows: height }
  const xScale = scaleX(2 * frame.columns)

  if (hasYAxis) putYAxis(grid, frame, yScale, labels)
  if (hasXAxis) putXAxis(grid, frame)
  if (hasXAxis && hasLabels && !(isEmpty && !isUsable(chart.xDomain)))
    putXTicks(grid, frame, xScale, hasXLabel ? chart.xLabel : '')
  putGuides(grid, frame, chart.guides ?? [], xScale, hasXAxis)
  putLevels(grid, frame, chart.levels ?? [], yScale)
  if (chart.cursor !== undefined) putCursor(grid, frame, xScale, chart.cursor)
  const curves = 2 * frame.columns === widest ? first : curvesOf(chart, xScale, 2 * frame.columns)
  const layers = drawCurves(curves, xScale, yScale, frame.columns, frame.rows)
  putCurves(grid, layers, frame.left, frame.top)
  if (isEmpty) putReason(grid, frame, chart.series)
  if (hasLabels && height >= 3) {
    putLetters(grid, frame, curves, layers, yScale, letters)
    putCoincidences(grid, frame, curves, layers)
  }
  if (chart.cursor !== undefined && hasXAxis) putCursorLabel(grid, frame, xScale, chart.cursor)
  if (top > 0) putHeading(grid, chart.title, chart.yLabel, chart.values ?? latestValues(chart.series))
  const xAt = (column: number): number | undefined => {
    const inside = column - frame.left
    return inside >= 0 && inside < frame.columns ? xScale.invert(2 * inside + 0.5) : undefined
  }
  return { grid, xAt }
}

function putGuides(grid: Grid, frame: Frame, guides: readonly Guide[], xScale: Scale, hasXAxis: boolean): void {
  const canvas = createCanvas(frame.columns, frame.rows)
  for (const { x, style, letter = '' } of guides) {
    const column = Math.round(xScale.at(x))
    line(canvas, column, 0, column, 4 * frame.rows - 1, style, GUIDE_SPACING)
    if (!hasXAxis || !(column >= 0 && column < 2 * frame.columns)) continue
    putGlyph(grid, frame.left + (column >> 1), frame.top + frame.rows, MARKER, style)
    put(grid, frame.left + (column >> 1) + 1, frame.top + frame.rows, letter, style)
  }
  putCanvas(grid, canvas, frame.left, frame.top)
}

/** Dotted heights under the curves, each with its label at the left. */
function putLevels(grid: Grid, frame: Frame, levels: readonly Level[], yScale: Scale): void {
  const canvas = createCanvas(frame.columns, frame.rows)
  const rowOf = ({ y }: Level): number => Math.round(yScale.at(y))
  for (const level of levels)
    line(canvas, 0, rowOf(level), 2 * frame.columns - 1, rowOf(level), level.style, GUIDE_SPACING)
  putCanvas(grid, canvas, frame.left, frame.top)
  for (const level of levels) {
    const row = rowOf(level) >> 2
    if (row >= 0 && row < frame.rows)
      put(grid, frame.left + 1, frame.top + row, (level.label ?? '').slice(0, frame.columns - 1), level.style)
  }
}

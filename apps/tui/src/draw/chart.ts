import { type Frame, putXAxis, putXTicks, putYAxis } from './axes.ts'
import { createCanvas, line, putCanvas } from './braille.ts'
import { roundOut, widen } from './domain.ts'
import { createGrid, type Grid, put, putGlyph } from './grid.ts'
import { putHeading } from './heading.ts'
import { ink } from './palette.ts'
import { putPoints } from './points.ts'
import { polyline } from './polyline.ts'
import { createScale, type Domain, type ScaleKind } from './scale.ts'
import { extentX, extentY, latest, type Series } from './series.ts'
import { createTicks } from './ticks.ts'

/** A place on the x axis, marked there by ▲ and above it by a dotted line, which curves cover. */
export type Guide = { readonly x: number; readonly style: number }

/** What the heading tells of a run: its value at the moment that is read. */
export type Value = { readonly letter: string; readonly style: number; readonly value: number }

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
  readonly series: readonly Series[]
  readonly guides?: readonly Guide[]
  /** Those beyond the y domain are not drawn; they do not widen it. */
  readonly levels?: readonly Level[]
  /** By default from the least to the greatest x. */
  readonly xDomain?: Domain
  /** By default round numbers around the data. */
  readonly yDomain?: Domain
  /** What the heading shows, the last one first; by default the latest value of each line. */
  readonly values?: readonly Value[]
  /** Width of the moving average that is drawn, as a part of the width of the chart. */
  readonly smoothing?: number
  /** The place on the x axis that is read, marked by a line. */
  readonly cursor?: number
}

/** A chart, and what the mouse finds in it. */
export type DrawnChart = { readonly grid: Grid; readonly xAt: (column: number) => number | undefined }

/** Ticks are this many cells apart, or a little more. */
const TICK_COLUMNS = 8
const TICK_ROWS = 3

/** The least width of the labels, so that stacked charts share their left edge. */
const GUTTER = 5

/** Dots from one drawn dot of a guide to the next. */
const GUIDE_SPACING = 3
const MARKER = 0x25b2

const isUsable = (domain: Domain | undefined): domain is Domain =>
  domain !== undefined && domain[0] < domain[1] && Number.isFinite(domain[0]) && Number.isFinite(domain[1])

function waiting(grid: Grid, { left, top, columns, rows }: Frame): void {
  const text = ['waiting for the first frame', 'waiting', ''].find((candidate) => candidate.length <= columns)!
  put(grid, left + ((columns - text.length) >> 1), top + ((rows - 1) >> 1), text, ink.muted)
}

/**
 * A chart of curves over one x axis. The top row is the heading; the x label stands at the end of the row of x labels.
 * A small chart loses first the x label (below 6 rows), then the x axis (below 5), then the y axis (below 14 columns);
 * the axes have no labels below 24 columns.
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

  const xExtent = extentX(chart.series, chart.xScale)
  const xDomain = widen(chart.xScale, isUsable(chart.xDomain) ? chart.xDomain : xExtent)
  const yTicks = Math.max(2, Math.floor(height / TICK_ROWS))
  const yDomain = isUsable(chart.yDomain)
    ? widen(chart.yScale, chart.yDomain)
    : roundOut(chart.yScale, widen(chart.yScale, extentY(chart.series, chart.yScale, xDomain)), yTicks)
  const isEmpty = chart.series.every((series) => Number.isNaN(latest(series)))

  const yLabels = hasLabels && !(isEmpty && !chart.yDomain) ? createTicks(chart.yScale, yDomain, yTicks) : []
  const gutter = hasLabels ? yLabels.reduce((width, { label }) => Math.max(width, label.length), GUTTER) : 0
  const left = hasYAxis ? Math.min(gutter, columns >> 1) + 1 : 0
  const frame: Frame = { left, top, columns: columns - left, rows: height }
  const xScale = createScale(chart.xScale, xDomain, [0, 2 * frame.columns - 1])
  // The ends of the domain lie in the middle of a cell, where their ticks are.
  const yScale = createScale(chart.yScale, yDomain, [4 * frame.rows - 2, 1])

  if (hasYAxis) putYAxis(grid, frame, yScale, yLabels)
  if (hasXAxis) putXAxis(grid, frame)
  if (hasXAxis && hasXLabel) put(grid, columns - chart.xLabel.length, rows - 1, chart.xLabel, ink.muted)
  if (hasXAxis && hasLabels && !(isEmpty && !chart.xDomain)) {
    const ticks = createTicks(chart.xScale, xDomain, Math.max(2, Math.floor(frame.columns / TICK_COLUMNS)))
    putXTicks(grid, frame, xScale, ticks, hasXLabel ? columns - chart.xLabel.length - 2 : columns)
  }
  if (isEmpty) waiting(grid, frame)

  const below = createCanvas(frame.columns, frame.rows)
  for (const { x, style } of chart.guides ?? []) {
    const column = Math.round(xScale.at(x))
    line(below, column, 0, column, 4 * frame.rows - 1, style, GUIDE_SPACING)
    if (hasXAxis && column >= 0 && column < 2 * frame.columns)
      putGlyph(grid, frame.left + (column >> 1), frame.top + frame.rows, MARKER, style)
  }
  for (const { y, style } of chart.levels ?? []) {
    const row = Math.round(yScale.at(y))
    line(below, 0, row, 2 * frame.columns - 1, row, style, GUIDE_SPACING)
  }
  putCanvas(grid, below, frame.left, frame.top)
  for (const { y, style, label = '' } of chart.levels ?? []) {
    const row = Math.round(yScale.at(y)) >> 2
    if (row >= 0 && row < frame.rows) put(grid, frame.left + 1, frame.top + row, label.slice(0, frame.columns), style)
  }
  const canvas = createCanvas(frame.columns, frame.rows)
  for (const series of chart.series) {
    if (series.mark === 'line') polyline(canvas, series, xScale, yScale, series.style)
  }
  putCanvas(grid, canvas, frame.left, frame.top)
  for (const series of chart.series) {
    if (series.mark === 'points') putPoints(grid, frame, series, xScale, yScale)
  }
  if (top > 0) putHeading(grid, chart.title, chart.yLabel, chart.series)
  const xAt = (column: number): number | undefined => {
    const inside = column - frame.left
    return inside >= 0 && inside < frame.columns ? xScale.invert(2 * inside + 0.5) : undefined
  }
  return { grid, xAt }
}

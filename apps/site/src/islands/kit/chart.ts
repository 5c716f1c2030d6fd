import { createBackdrop } from './backdrop.ts'
import { domainOf } from './domains.ts'
import { dotPen } from './dots.ts'
import { haloText } from './halo.ts'
import { createScale, type Domain, type Scale } from './scale.ts'
import type { Points } from './series.ts'
import { spread } from './spread.ts'
import { createSurface } from './surface.ts'
import type { Theme } from './theme.ts'
import { axisTicks } from './ticks.ts'
import { traceCurve } from './trace-curve.ts'

export interface ChartAxis {
  readonly kind: 'linear' | 'log'
  /** What is along the axis, with its unit if it has one. */
  readonly label: string
  /** From the data if left out, with round ends. */
  readonly domain?: Domain
  /** What a domain from the data always includes, so that tiny changes are not blown up to fill the axis. */
  readonly holds?: Domain
}

export interface Curve {
  /** Ascending in x. */
  readonly series: Points
  readonly colour: string
  /** Beside the end of the curve; none if left out. */
  readonly name?: string
  /** Lengths of strokes and gaps in pixels; an unbroken line if left out. */
  readonly dash?: readonly number[]
  /** In pixels; 2 if left out. */
  readonly width?: number
  /** Points instead of a line. */
  readonly dots?: boolean
}

/** A mark on a chart, such as where a curve is at the chosen time. */
export interface ChartMark {
  readonly x: number
  readonly y: number
  readonly colour: string
}

export interface ChartContent {
  readonly curves: readonly Curve[]
  /** In place of the axis' own. */
  readonly xDomain?: Domain
  /** A vertical line at this x. */
  readonly cursor?: number
  readonly marks?: readonly ChartMark[]
}

export interface Chart {
  /** Redraws everything. */
  draw(theme: Theme, content: ChartContent): void
  /** Sets what the picture shows in words, for those who cannot see it. */
  describe(text: string): void
  /** The x under a pixel of the canvas, within the domain of the last drawing. */
  xAt(pixel: number): number
}

const TOP = 26
const BOTTOM = 40
const RIGHT = 14
const DOT = 2.25

/** Makes `canvas` a chart, and calls back when its size changes, until `signal` aborts. */
export function createChart(
  canvas: HTMLCanvasElement,
  axes: { readonly x: ChartAxis; readonly y: ChartAxis },
  signal: AbortSignal,
  resized: () => void,
): Chart {
  const surface = createSurface(canvas, signal, resized)
  const { context, crisp } = surface
  const backdrop = createBackdrop(surface)
  canvas.setAttribute('role', 'img')
  let scaleX = createScale('linear', [0, 1], [0, 1])

  function drawFrame(theme: Theme, x: Scale, y: Scale, left: number, right: number, bottom: number): void {
    context.font = `12px ${theme.font}`
    context.lineWidth = 1
    context.setLineDash([])
    const xTicks = axisTicks(axes.x.kind, x.domain, (right - left) / 48)
    const yTicks = axisTicks(axes.y.kind, y.domain, (bottom - TOP) / 26)
    context.strokeStyle = theme.grid
    context.beginPath()
    for (const { value } of xTicks) {
      context.moveTo(crisp(x.at(value)), TOP)
      context.lineTo(crisp(x.at(value)), bottom)
    }
    for (const { value } of yTicks) {
      context.moveTo(left, crisp(y.at(value)))
      context.lineTo(right, crisp(y.at(value)))
    }
    context.stroke()
    context.strokeStyle = theme.axis
    context.beginPath()
    context.moveTo(crisp(left), TOP)
    context.lineTo(crisp(left), crisp(bottom))
    context.lineTo(right, crisp(bottom))
    context.stroke()
    context.fillStyle = theme.text
    context.textAlign = 'center'
    context.textBaseline = 'top'
    for (const { value, label } of xTicks) context.fillText(label, x.at(value), bottom + 6)
    context.textAlign = 'right'
    context.textBaseline = 'middle'
    for (const { value, label } of yTicks) context.fillText(label, left - 7, y.at(value))
    context.fillStyle = theme.strong
    context.font = `13px ${theme.font}`
    context.textAlign = 'left'
    context.textBaseline = 'top'
    context.fillText(axes.y.label, 2, 2)
    context.textAlign = 'right'
    context.textBaseline = 'bottom'
    context.fillText(axes.x.label, right, surface.height - 1)
  }

  function drawCurve({ series, colour, dash, width = 2, dots }: Curve, x: Scale, y: Scale): void {
    if (dots) {
      const dot = dotPen(context, { radius: DOT, fill: colour })
      for (let i = 0; i < series.length; i++) {
        const [px, py] = [x.at(series.x[i]!), y.at(series.y[i]!)]
        if (Number.isFinite(px) && Number.isFinite(py)) dot(px, py)
      }
      return
    }
    context.strokeStyle = colour
    context.lineWidth = width
    context.lineJoin = 'bevel' // between points so close, none looks different and none is cheaper
    context.setLineDash([...(dash ?? [])])
    context.beginPath()
    traceCurve(context, series, x, y)
    context.stroke()
    context.setLineDash([])
  }

  /** Names at the last finite point of each curve, moved apart. */
  function drawNames(curves: readonly Curve[], theme: Theme, x: Scale, y: Scale, right: number, bottom: number): void {
    const ends = curves.flatMap(({ name, colour, series }) => {
      if (name === undefined) return []
      for (let i = series.length - 1; i >= 0; i--) {
        const [px, py] = [x.at(series.x[i]!), y.at(series.y[i]!)]
        if (Number.isFinite(px) && Number.isFinite(py)) return [{ name, colour, px: Math.min(px, right), py }]
      }
      return []
    })
    const places = spread(
      ends.map(({ py }) => py),
      14,
      [TOP + 6, bottom - 6],
    )
    context.textAlign = 'left'
    context.textBaseline = 'middle'
    for (const [i, { name, colour, px }] of ends.entries())
      haloText(context, name, px + 6, places[i]!, colour, theme.page)
  }

  return {
    describe(text) {
      canvas.setAttribute('aria-label', text)
    },
    xAt(pixel) {
      const [low, high] = scaleX.domain
      return Math.min(high, Math.max(low, scaleX.invert(pixel)))
    },
    draw(theme, { curves, cursor, marks = [], ...content }) {
      if (surface.width === 0 || surface.height === 0) return
      const all = curves.map(({ series }) => series)
      const xDomain = content.xDomain ?? axes.x.domain ?? domainOf(axes.x.kind, all, 'x', axes.x.holds)
      const yDomain = axes.y.domain ?? domainOf(axes.y.kind, all, 'y', axes.y.holds)
      const bottom = surface.height - BOTTOM
      context.font = `12px ${theme.font}`
      const widest = (texts: readonly string[]): number =>
        Math.max(0, ...texts.map((text) => context.measureText(text).width))
      const left = Math.ceil(
        12 + widest(axisTicks(axes.y.kind, yDomain, (bottom - TOP) / 26).map(({ label }) => label)),
      )
      const names = curves.flatMap(({ name }) => name ?? [])
      const right = surface.width - Math.max(RIGHT, names.length > 0 ? 8 + widest(names) : 0)
      const x = createScale(axes.x.kind, xDomain, [left, right])
      const y = createScale(axes.y.kind, yDomain, [bottom, TOP])
      scaleX = x
      backdrop.show(theme, [...xDomain, ...yDomain, left, right], () => drawFrame(theme, x, y, left, right, bottom))

      context.save()
      context.beginPath()
      // A little room, so that lines along the edge keep their width.
      context.rect(left - 3, TOP - 3, right - left + 6, bottom - TOP + 6)
      context.clip()
      if (cursor !== undefined && Number.isFinite(x.at(cursor))) {
        context.strokeStyle = theme.text
        context.lineWidth = 1
        context.beginPath()
        context.moveTo(crisp(x.at(cursor)), TOP)
        context.lineTo(crisp(x.at(cursor)), bottom)
        context.stroke()
      }
      for (const curve of curves) drawCurve(curve, x, y)
      context.restore()
      // Not clipped: a mark on the edge is a whole one.
      for (const mark of marks) {
        const [px, py] = [x.at(mark.x), y.at(mark.y)]
        if (!(px >= left - 1 && px <= right + 1 && py >= TOP - 1 && py <= bottom + 1)) continue
        context.beginPath()
        context.arc(px, py, 5, 0, 2 * Math.PI)
        context.fillStyle = mark.colour
        context.strokeStyle = theme.page
        context.lineWidth = 2
        context.fill()
        context.stroke()
      }
      context.font = `12px ${theme.font}`
      drawNames(curves, theme, x, y, right, bottom)
    },
  }
}

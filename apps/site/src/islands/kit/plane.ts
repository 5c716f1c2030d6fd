import { haloText } from './halo.ts'
import type { Domain } from './scale.ts'
import { createSurface, type Surface } from './surface.ts'
import type { Theme } from './theme.ts'
import { axisTicks } from './ticks.ts'

/** A point in the units of a plane. */
export type Point = readonly [x: number, y: number]

export interface PlaneOptions {
  /** What must be seen; the plane shows more along the longer side of its canvas. */
  readonly x: Domain
  readonly y: Domain
  readonly labels: { readonly x: string; readonly y: string }
}

/** A canvas with equal units along both axes. */
export interface Plane extends Surface {
  /** What is seen. */
  readonly x: Domain
  readonly y: Domain
  /** CSS pixels in a unit. */
  readonly unit: number
  /** Shows another part: at least these domains. */
  show(x: Domain, y: Domain): void
  toPixel(x: number, y: number): Point
  toWorld(pixelX: number, pixelY: number): Point
  /** Both axes through the origin, with round numbers along them. */
  axes(theme: Theme): void
}

/** Pixels that ticks keep from each other, at least. */
const TICK_GAP = 56

/** Makes `canvas` a plane, and calls back when its size changes, until `signal` aborts. */
export function createPlane(
  canvas: HTMLCanvasElement,
  options: PlaneOptions,
  signal: AbortSignal,
  resized: () => void,
): Plane {
  const surface = createSurface(canvas, signal, resized)
  let centre: Point = [0, 0]
  let least: Point = [1, 1]
  const unit = (): number => Math.max(1e-9, Math.min(surface.width / least[0], surface.height / least[1]))
  const domain = (axis: 0 | 1, size: number): Domain => [
    centre[axis] - size / 2 / unit(),
    centre[axis] + size / 2 / unit(),
  ]

  const plane: Plane = {
    canvas,
    context: surface.context,
    crisp: surface.crisp,
    clear: surface.clear,
    get width() {
      return surface.width
    },
    get height() {
      return surface.height
    },
    get ratio() {
      return surface.ratio
    },
    get unit() {
      return unit()
    },
    get x() {
      return domain(0, surface.width)
    },
    get y() {
      return domain(1, surface.height)
    },
    show(x, y) {
      centre = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2]
      least = [x[1] - x[0], y[1] - y[0]]
    },
    toPixel(x, y) {
      const scale = unit()
      return [surface.width / 2 + (x - centre[0]) * scale, surface.height / 2 - (y - centre[1]) * scale]
    },
    toWorld(pixelX, pixelY) {
      const scale = unit()
      return [centre[0] + (pixelX - surface.width / 2) / scale, centre[1] - (pixelY - surface.height / 2) / scale]
    },
    axes: (theme) => drawAxes(plane, options.labels, theme),
  }
  plane.show(options.x, options.y)
  return plane
}

function drawAxes(plane: Plane, labels: PlaneOptions['labels'], theme: Theme): void {
  const { context, width, height } = plane
  const [originX, originY] = plane.toPixel(0, 0).map(plane.crisp) as [number, number]
  context.lineWidth = 1
  context.strokeStyle = theme.axis
  context.setLineDash([])
  context.beginPath()
  context.moveTo(0, originY)
  context.lineTo(width, originY)
  context.moveTo(originX, 0)
  context.lineTo(originX, height)
  const xTicks = axisTicks('linear', plane.x, width / TICK_GAP).filter(({ value }) => value !== 0)
  const yTicks = axisTicks('linear', plane.y, height / TICK_GAP).filter(({ value }) => value !== 0)
  for (const { value } of xTicks) {
    const x = plane.crisp(plane.toPixel(value, 0)[0])
    context.moveTo(x, originY - 3)
    context.lineTo(x, originY + 3)
  }
  for (const { value } of yTicks) {
    const y = plane.crisp(plane.toPixel(0, value)[1])
    context.moveTo(originX - 3, y)
    context.lineTo(originX + 3, y)
  }
  context.stroke()

  context.font = `12px ${theme.font}`
  context.textBaseline = 'top'
  context.textAlign = 'center'
  for (const { value, label } of xTicks) {
    const [x] = plane.toPixel(value, 0)
    // The corner belongs to the axis' name.
    if (x > 14 && x < width - 44) haloText(context, label, x, originY + 6, theme.text, theme.page)
  }
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  for (const { value, label } of yTicks) {
    const [, y] = plane.toPixel(0, value)
    if (y > 30 && y < height - 8) haloText(context, label, originX - 7, y, theme.text, theme.page)
  }
  context.font = `14px ${theme.font}`
  context.textAlign = 'right'
  context.textBaseline = 'bottom'
  haloText(context, labels.x, width - 6, originY - 5, theme.strong, theme.page)
  context.textAlign = 'left'
  context.textBaseline = 'top'
  haloText(context, labels.y, originX + 8, 5, theme.strong, theme.page)
}

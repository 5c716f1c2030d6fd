import type { Frame } from './axes.ts'
import { type Canvas, line } from './braille.ts'
import { type Grid, put } from './grid.ts'
import type { View } from './view.ts'

/** A direction from the origin. */
export type Ray = {
  readonly x: number
  readonly y: number
  readonly style: number
  readonly label?: string
  /** A solid line; dotted by default. */
  readonly isSolid?: boolean
}

/** Dots from one drawn dot of a ray to the next. */
const SPACING = 4

/** The ray's direction in dots: its longer side has length 1, y points down. */
function direction({ x, y }: Ray): readonly [number, number] {
  const longer = Math.max(Math.abs(x), Math.abs(y))
  return [x / longer, -y / longer]
}

/** Draws the ray up to the border, or nothing if it has no direction. */
export function putRay(canvas: Canvas, view: View, ray: Ray): void {
  const [dx, dy] = direction(ray)
  const x = view.xScale.at(0)
  const y = view.yScale.at(0)
  const reach = Math.abs(x) + Math.abs(y) + 2 * canvas.columns + 4 * canvas.rows
  line(canvas, x, y, x + reach * dx, y + reach * dy, ray.style, ray.isSolid ? 1 : SPACING)
}

/** Writes the ray's label inside the border where the ray meets it, if it starts in view. */
export function putRayLabel(grid: Grid, frame: Frame, view: View, ray: Ray): void {
  const label = ray.label ?? ''
  const [dx, dy] = direction(ray)
  const x = view.xScale.at(0)
  const y = view.yScale.at(0)
  const right = 2 * frame.columns - 1
  const bottom = 4 * frame.rows - 1
  if (!(x >= 0 && x <= right && y >= 0 && y <= bottom && Math.abs(dx) <= 1 && Math.abs(dy) <= 1)) return
  const toSide = dx === 0 ? Infinity : ((dx > 0 ? right : 0) - x) / dx
  const toEnd = dy === 0 ? Infinity : ((dy > 0 ? bottom : 0) - y) / dy
  const t = Math.min(toSide, toEnd)
  const column = (Math.round(x + t * dx) >> 1) - (label.length >> 1)
  const start = Math.max(0, Math.min(frame.columns - label.length, column))
  put(grid, frame.left + start, frame.top + (Math.round(y + t * dy) >> 2), label, ray.style)
}

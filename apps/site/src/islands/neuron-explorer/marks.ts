import { dotPen } from '../kit/dots.ts'
import type { Plane, Point } from '../kit/plane.ts'
import type { Theme } from '../kit/theme.ts'

const DOT = 2.75

/** Where a path is at the chosen time. */
export function drawMoment(plane: Plane, theme: Theme, colour: string, point: Point): void {
  const { context } = plane
  const [x, y] = plane.toPixel(...point)
  context.beginPath()
  context.arc(x, y, 7, 0, 2 * Math.PI)
  context.fillStyle = colour
  context.strokeStyle = theme.page
  context.lineWidth = 2.5
  context.fill()
  context.stroke()
}

/** Adds a line through points of the plane to the current path, leaving out those within half a pixel. */
export function tracePoints(plane: Plane, length: number, at: (i: number) => Point): void {
  let [lastX, lastY] = [Number.NaN, Number.NaN]
  for (let i = 0; i < length; i++) {
    const [x, y] = plane.toPixel(...at(i))
    if (Number.isNaN(lastX)) plane.context.moveTo(x, y)
    else if (i < length - 1 && Math.abs(x - lastX) + Math.abs(y - lastY) < 0.5) continue
    else plane.context.lineTo(x, y)
    lastX = x
    lastY = y
  }
}

/** The steps of the numeric flow: small open dots. */
export function drawDots(plane: Plane, theme: Theme, colour: string, length: number, at: (i: number) => Point): void {
  const dot = dotPen(plane.context, { radius: DOT, fill: theme.page, rim: { colour, width: 1.5 } })
  let [lastX, lastY] = [Number.NaN, Number.NaN]
  for (let i = 0; i < length; i++) {
    const [x, y] = plane.toPixel(...at(i))
    // Coinciding dots look like one and cost as much as many.
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.5) continue
    lastX = x
    lastY = y
    dot(x, y)
  }
}

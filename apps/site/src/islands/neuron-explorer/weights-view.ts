import { createBackdrop } from '../kit/backdrop.ts'
import { deltaColour } from '../kit/colours.ts'
import { formatNumber } from '../kit/format.ts'
import { haloText } from '../kit/halo.ts'
import { createPlane, type Plane, type Point } from '../kit/plane.ts'
import type { Theme } from '../kit/theme.ts'
import { drawDots, drawMoment, tracePoints } from './marks.ts'
import type { Picture, View } from './picture.ts'
import { REACH } from './state.ts'

/** ‖β‖ of the faint curves |a|‖w‖ = ‖β‖. */
const SIZES = [0.5, 1, 2]
/** Their labels sit where a/‖w‖ is this: beside the paths of balanced neurons, above those of downstream ones. */
const LABEL_SLOPE = 2.2
/** Points along a hyperbola. */
const POINTS = 80
const MARGIN = 1.12
const LARGEST_BETA = Math.SQRT2 * REACH

/** The plane of ‖w‖ and a: the hyperbola a² − ‖w‖² = δ that no flow leaves, and the path along it. */
export function createWeightsView(canvas: HTMLCanvasElement, signal: AbortSignal, resized: () => void): View {
  const plane = createPlane(canvas, { x: [0, 1], y: [-1, 1], labels: { x: '‖w‖', y: 'a' } }, signal, resized)
  const backdrop = createBackdrop(plane)
  canvas.setAttribute('role', 'img')
  return {
    describe: (picture) => canvas.setAttribute('aria-label', describe(picture)),
    draw(theme, { state, solved, isStale }) {
      const { delta } = solved?.state ?? state
      const reach = MARGIN * largestWeight(delta)
      // ‖w‖ has no negative side: whatever room is left lies to the right.
      const left = -0.17 * reach
      plane.show([left, Math.max(reach, left + (2 * reach * plane.width) / plane.height)], [-reach, reach])
      backdrop.show(theme, [delta], () => {
        drawSizes(plane, theme)
        plane.axes(theme)
        drawHyperbola(plane, theme, delta)
      })
      if (!solved) return
      const { context } = plane
      const colour = deltaColour(delta, theme.name)
      const { exact, flow } = solved.solution
      context.globalAlpha = isStale ? 0.35 : 1
      context.strokeStyle = colour
      context.lineWidth = 3
      context.lineJoin = 'bevel'
      context.beginPath()
      tracePoints(plane, exact.length, (i) => [exact.size[i]!, exact.a[i]!])
      context.stroke()
      drawDots(plane, theme, colour, flow.length, (i) => [flow.size[i]!, flow.a[i]!])
      drawMoment(plane, theme, colour, [solved.moment.size, solved.moment.a])
      context.globalAlpha = 1
    },
  }
}

/** The largest |a| or ‖w‖ that any β within reach has at this δ: it changes smoothly with δ and with nothing else. */
function largestWeight(delta: number): number {
  return Math.sqrt((Math.hypot(delta, 2 * LARGEST_BETA) + Math.abs(delta)) / 2)
}

/** a² − ‖w‖² = δ: two branches upstream, one on which a can change its sign downstream. */
function drawHyperbola(plane: Plane, theme: Theme, delta: number): void {
  const { context } = plane
  const reach = plane.y[1]
  context.strokeStyle = deltaColour(delta, theme.name)
  context.globalAlpha = 0.55
  context.lineWidth = 1.5
  context.setLineDash([5, 4])
  context.beginPath()
  if (delta > 0)
    for (const sign of [1, -1])
      tracePoints(plane, POINTS, (i): Point => {
        const w = (plane.x[1] * i) / (POINTS - 1)
        return [w, sign * Math.sqrt(delta + w * w)]
      })
  else
    tracePoints(plane, 2 * POINTS + 1, (i): Point => {
      const a = (reach * (i - POINTS)) / POINTS
      return [Math.sqrt(a * a - delta), a]
    })
  context.stroke()
  context.setLineDash([])
  context.globalAlpha = 1
}

function drawSizes(plane: Plane, theme: Theme): void {
  const { context } = plane
  context.strokeStyle = theme.grid
  context.lineWidth = 1
  context.setLineDash([])
  const right = plane.x[1]
  for (const size of SIZES) {
    context.beginPath()
    for (const sign of [1, -1])
      tracePoints(plane, POINTS, (i): Point => {
        // Even steps of log ‖w‖ from where |a| leaves the picture to where ‖w‖ does.
        const least = size / plane.y[1]
        const w = least * (right / least) ** (i / (POINTS - 1))
        return [w, (sign * size) / w]
      })
    context.stroke()
  }
  context.font = `11px ${theme.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (const size of SIZES) {
    const [x, y] = plane.toPixel(Math.sqrt(size / LABEL_SLOPE), Math.sqrt(size * LABEL_SLOPE))
    haloText(context, String(size), x, y, theme.text, theme.page)
  }
}

function describe({ solved }: Picture): string {
  if (!solved) return 'The plane of the size of w and of a; no path.'
  const { state, moment } = solved
  return (
    `The plane of the size of w (to the right) and of a (upwards) with the hyperbola a² − ‖w‖² = ` +
    `${formatNumber(state.delta)}. At time ${formatNumber(moment.time)} the size of w is ${formatNumber(moment.size)} ` +
    `and a is ${formatNumber(moment.a)}.`
  )
}

import { deltaColour } from '../kit/colours.ts'
import { formatNumber, formatPoint, withMinus } from '../kit/format.ts'
import { haloText } from '../kit/halo.ts'
import { createHandle } from '../kit/handle.ts'
import { createPlane, type Plane, type Point } from '../kit/plane.ts'
import type { Theme } from '../kit/theme.ts'
import { createLossRings } from './loss-rings.ts'
import { drawDots, drawMoment, tracePoints } from './marks.ts'
import type { Picture, View } from './picture.ts'
import { pathOfBeta } from './solution.ts'
import { defaults, type ExplorerState, nearestPoint, REACH } from './state.ts'

/** δ of the paths that are shown for comparison. */
const COMPARED = [4, 1, 0, -1, -4]
const MARGIN = 0.12
const VIEW = [-REACH - MARGIN, REACH + MARGIN] as const

/** The plane of β: loss contours, the path in closed form, the numeric flow on it, and the two points to drag. */
export function createBetaView(
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
  resized: () => void,
  moved: (change: Partial<Pick<ExplorerState, 'beta0' | 'target'>>) => void,
): View {
  const plane = createPlane(canvas, { x: VIEW, y: VIEW, labels: { x: 'β₁', y: 'β₂' } }, signal, resized)
  const rings = createLossRings(plane, REACH)
  const start = createHandle(
    plane,
    { name: 'start β₀', home: defaults.beta0, nearest: nearestPoint, moved: (beta0) => moved({ beta0 }) },
    signal,
  )
  const target = createHandle(
    plane,
    { name: 'target β*', home: defaults.target, nearest: nearestPoint, moved: (point) => moved({ target: point }) },
    signal,
  )
  target.element.classList.add('is-target')
  canvas.setAttribute('role', 'img')

  return {
    draw(theme, { state, solved, isStale }) {
      plane.clear()
      rings.draw(theme, state.target)
      plane.axes(theme)
      const compared = state.compare === 'yes' ? comparedPaths(plane, theme, state) : []
      drawCompared(plane, compared)
      if (solved) drawSolution(plane, theme, solved, isStale)
      drawComparedNames(plane, theme, compared)
      drawName(plane, theme, 'β₀', state.beta0)
      drawName(plane, theme, 'β*', state.target)
      start.place(state.beta0)
      target.place(state.target)
    },
    describe: (picture) => canvas.setAttribute('aria-label', describe(picture)),
  }
}

function drawSolution(
  plane: Plane,
  theme: Theme,
  { state, solution, moment }: NonNullable<Picture['solved']>,
  isStale: boolean,
): void {
  const { context } = plane
  const colour = deltaColour(state.delta, theme.name)
  const { exact, flow } = solution
  context.globalAlpha = isStale ? 0.35 : 1
  context.strokeStyle = colour
  context.lineWidth = 3
  context.lineJoin = 'bevel'
  context.lineCap = 'round'
  context.setLineDash([])
  context.beginPath()
  tracePoints(plane, exact.length, (i) => [exact.betaX[i]!, exact.betaY[i]!])
  context.stroke()

  drawDots(plane, theme, colour, flow.length, (i) => [flow.betaX[i]!, flow.betaY[i]!])
  drawMoment(plane, theme, colour, moment.beta)
  context.globalAlpha = 1
}

/** The path of another δ. */
interface ComparedPath {
  readonly name: string
  readonly colour: string
  readonly length: number
  pointAt(i: number): Point
  /** Where it is at the chosen time, in pixels. */
  readonly now: Point
}

function comparedPaths(plane: Plane, theme: Theme, state: ExplorerState): ComparedPath[] {
  return COMPARED.flatMap((delta) => {
    const path = delta === state.delta ? undefined : pathOfBeta(state, delta)
    if (!path) return []
    const length = path.length / 2 - 1
    const pointAt = (i: number): Point => [path[2 * i]!, path[2 * i + 1]!]
    const colour = deltaColour(delta, theme.name)
    return { name: withMinus(`δ = ${delta}`), colour, length, pointAt, now: plane.toPixel(...pointAt(length)) }
  })
}

/** Dotted lines, each with a dot at where it is now. */
function drawCompared(plane: Plane, paths: readonly ComparedPath[]): void {
  const { context } = plane
  for (const { colour, length, pointAt, now } of paths) {
    context.strokeStyle = colour
    context.lineWidth = 1.5
    context.setLineDash([2, 4])
    context.beginPath()
    tracePoints(plane, length, pointAt)
    context.stroke()
    context.fillStyle = colour
    context.beginPath()
    context.arc(now[0], now[1], 4, 0, 2 * Math.PI)
    context.fill()
  }
  context.setLineDash([])
}

function drawComparedNames(plane: Plane, theme: Theme, paths: readonly ComparedPath[]): void {
  const { context } = plane
  context.font = `12px ${theme.font}`
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  const places: Point[] = []
  for (const { name, colour, now } of paths) {
    const [x, y] = now
    // Where several meet, the first name stands for all.
    if (places.some((place) => Math.abs(place[0] - x) < 48 && Math.abs(place[1] - y) < 15)) continue
    places.push(now)
    haloText(context, name, x + 9, y + 12, colour, theme.page)
  }
}

function drawName(plane: Plane, theme: Theme, name: string, [x, y]: Point): void {
  const { context, width } = plane
  const [pixelX, pixelY] = plane.toPixel(x, y)
  const isRight = pixelX < width - 48
  context.font = `15px ${theme.font}`
  context.textAlign = isRight ? 'left' : 'right'
  context.textBaseline = 'bottom'
  haloText(context, name, pixelX + (isRight ? 14 : -14), pixelY - 10, theme.strong, theme.page)
}

function describe({ solved }: Picture): string {
  if (!solved) return 'The plane of β with circles of equal loss around the target; no path.'
  const { state, moment } = solved
  return (
    `The plane of β with circles of equal loss around the target ${formatPoint(state.target)}. The path of β starts ` +
    `at ${formatPoint(state.beta0)}; at time ${formatNumber(moment.time)} it is at ${formatPoint(moment.beta)}.`
  )
}

import type { Frame } from '@lazyrich/core/port'
import { signColours } from '../kit/colours.ts'
import { formatNumber } from '../kit/format.ts'
import { haloText } from '../kit/halo.ts'
import { createPlane, type Plane } from '../kit/plane.ts'
import type { Theme } from '../kit/theme.ts'
import type { View } from './picture.ts'
import type { Race, Racer } from './race.ts'

/** What is seen, in radii of the circle: there is room around it for the ticks and the teacher's signs. */
const REACH = 1.2
/** Where the neuron that is farthest in any of the three planes is drawn. */
const FARTHEST = 0.88
/** No shorter scale than this: below it are only neurons that are all 0, and nothing is divided by that. */
const LEAST = 1e-6

const signs = ['negative', 'positive'] as const
/** Radii of the heads, in pixels: those of a mirrored pair that still lie on each other are both seen. */
const HEADS = { negative: 4.5, positive: 2.25 } as const

/**
 * The plane of one network: the circle with the inputs, the teacher's directions dotted, the activation line of every
 * neuron, and the way that |a| w has come.
 */
export function createRacePlane(
  canvas: HTMLCanvasElement,
  index: number,
  signal: AbortSignal,
  resized: () => void,
): View {
  const domain = [-REACH, REACH] as const
  const plane = createPlane(canvas, { x: domain, y: domain, labels: { x: '', y: '' } }, signal, resized)
  canvas.setAttribute('role', 'img')

  return {
    draw(theme, { race }) {
      plane.clear()
      if (plane.width === 0) return
      drawCircle(plane, theme)
      const racer = race?.racers[index]
      const count = Math.min(race?.shown ?? 0, racer?.frames.length ?? 0)
      if (!race || !racer || count === 0) return
      const now = racer.frames[count - 1]!
      const scale = FARTHEST / Math.max(LEAST, farthest(race))
      drawLines(plane, theme, now)
      drawStarts(plane, theme, racer.frames[0]!)
      drawTeacher(plane, theme, racer)
      drawInputs(plane, theme, racer)
      drawPaths(plane, theme, racer, count, scale)
    },
    describe({ race }) {
      canvas.setAttribute('aria-label', describe(race, index))
    },
  }
}

/** The length of the longest |a| w of all networks in the frames that are shown now: one scale for the three. */
export function farthest({ racers, shown }: Race): number {
  let most = 0
  for (const { frames } of racers) {
    const neurons = frames[Math.min(shown, frames.length) - 1]?.fields?.neurons?.data ?? []
    for (let p = 0; p < neurons.length; p += 2) most = Math.max(most, Math.hypot(neurons[p]!, neurons[p + 1]!))
  }
  return most
}

function drawCircle(plane: Plane, theme: Theme): void {
  const { context } = plane
  const [x, y] = plane.toPixel(0, 0)
  context.strokeStyle = theme.axis
  context.lineWidth = 1
  context.setLineDash([])
  context.beginPath()
  context.arc(x, y, plane.unit, 0, 2 * Math.PI)
  context.stroke()
}

/** The line through the origin on which a neuron's input is 0, for every neuron: it is active on one side only. */
function drawLines(plane: Plane, theme: Theme, { fields }: Frame): void {
  const { context } = plane
  const { neurons, readout } = fieldsOf(fields)
  context.lineWidth = 1
  context.globalAlpha = 0.45
  for (const sign of signs) {
    context.strokeStyle = signColours[sign][theme.name]
    context.beginPath()
    for (let k = 0; k < readout.length; k++) {
      if (signOf(readout[k]!) !== sign) continue
      const [x, y] = directionOf(neurons, k)
      context.moveTo(...plane.toPixel(-y, x))
      context.lineTo(...plane.toPixel(y, -x))
    }
    context.stroke()
  }
  context.globalAlpha = 1
}

/** Ticks outside the circle, where every activation line stood at the start. */
function drawStarts(plane: Plane, theme: Theme, { fields }: Frame): void {
  const { context } = plane
  const { neurons, readout } = fieldsOf(fields)
  context.strokeStyle = theme.text
  context.lineWidth = 1
  context.beginPath()
  for (let k = 0; k < readout.length; k++) {
    const [x, y] = directionOf(neurons, k)
    for (const side of [1, -1]) {
      context.moveTo(...plane.toPixel(-side * y * 1.02, side * x * 1.02))
      context.lineTo(...plane.toPixel(-side * y * 1.07, side * x * 1.07))
    }
  }
  context.stroke()
}

function drawTeacher(plane: Plane, theme: Theme, { given }: Racer): void {
  const { context } = plane
  const teacher = given.teacher!.data
  const readout = given.teacherReadout!.data
  context.strokeStyle = theme.strong
  context.lineWidth = 2
  context.lineCap = 'round'
  context.setLineDash([1, 5])
  context.beginPath()
  for (let j = 0; j < teacher.length; j += 2) {
    context.moveTo(...plane.toPixel(0, 0))
    context.lineTo(...plane.toPixel(teacher[j]!, teacher[j + 1]!))
  }
  context.stroke()
  context.setLineDash([])
  context.font = `bold 16px ${theme.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (let j = 0; j < readout.length; j++) {
    const [x, y] = plane.toPixel(teacher[2 * j]! * 1.13, teacher[2 * j + 1]! * 1.13)
    const sign = signOf(readout[j]!)
    haloText(context, sign === 'positive' ? '+' : '−', x, y, signColours[sign][theme.name], theme.page)
  }
}

function drawInputs(plane: Plane, theme: Theme, { given }: Racer): void {
  const { context } = plane
  const inputs = given.inputs!.data
  context.fillStyle = theme.strong
  context.strokeStyle = theme.page
  context.lineWidth = 1
  context.beginPath()
  for (let i = 0; i < inputs.length; i += 2) {
    const [x, y] = plane.toPixel(inputs[i]!, inputs[i + 1]!)
    context.moveTo(x + 3, y)
    context.arc(x, y, 3, 0, 2 * Math.PI)
  }
  context.fill()
  context.stroke()
}

/** The ways of |a| w, and its heads: full where a is above 0, larger rings below them where it is below 0. */
function drawPaths(plane: Plane, theme: Theme, { frames }: Racer, count: number, scale: number): void {
  const { context } = plane
  const { neurons, readout } = fieldsOf(frames[count - 1]!.fields)
  context.lineJoin = 'round'
  for (const sign of signs) {
    context.strokeStyle = signColours[sign][theme.name]
    context.fillStyle = sign === 'positive' ? context.strokeStyle : theme.page
    context.lineWidth = 1.5
    context.beginPath()
    for (let k = 0; k < readout.length; k++) if (signOf(readout[k]!) === sign) tracePath(plane, frames, count, k, scale)
    context.stroke()
    context.beginPath()
    for (let k = 0; k < readout.length; k++) {
      if (signOf(readout[k]!) !== sign) continue
      const [x, y] = plane.toPixel(scale * neurons[2 * k]!, scale * neurons[2 * k + 1]!)
      context.moveTo(x + HEADS[sign], y)
      context.arc(x, y, HEADS[sign], 0, 2 * Math.PI)
    }
    context.fill()
    context.stroke()
  }
}

/** Adds the way of one neuron to the current path, leaving out what lies within a pixel of the last corner. */
function tracePath(plane: Plane, frames: readonly Frame[], count: number, k: number, scale: number): void {
  let [lastX, lastY] = [Number.NaN, Number.NaN]
  for (let i = 0; i < count; i++) {
    const neurons = frames[i]!.fields!.neurons!.data
    const [x, y] = plane.toPixel(scale * neurons[2 * k]!, scale * neurons[2 * k + 1]!)
    if (i === 0) plane.context.moveTo(x, y)
    else if (i < count - 1 && Math.abs(x - lastX) + Math.abs(y - lastY) < 1) continue
    else plane.context.lineTo(x, y)
    lastX = x
    lastY = y
  }
}

function fieldsOf(fields: Frame['fields']): { neurons: Float64Array; readout: Float64Array } {
  return { neurons: fields!.neurons!.data, readout: fields!.readout!.data }
}

function signOf(a: number): (typeof signs)[number] {
  return a >= 0 ? 'positive' : 'negative'
}

/** w_k / ‖w_k‖; 0 where w or a is. */
function directionOf(neurons: Float64Array, k: number): readonly [number, number] {
  const [x, y] = [neurons[2 * k]!, neurons[2 * k + 1]!]
  const length = Math.hypot(x, y) || 1
  return [x / length, y / length]
}

function describe(race: Race | undefined, index: number): string {
  const racer = race?.racers[index]
  const now = racer?.frames[Math.min(race!.shown, racer.frames.length) - 1]
  if (!racer || !now) return 'A circle; no network yet.'
  return (
    `The ${racer.name} network, δ = ${formatNumber(racer.delta)}, at step ${now.step}: the paths of its 50 neurons from the ` +
    `origin, with the teacher’s directions. Its neurons have turned by ${formatNumber(now.metrics.turning!)} degrees on average.`
  )
}

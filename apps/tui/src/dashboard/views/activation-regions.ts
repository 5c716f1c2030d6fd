import { formatNumber } from '../../draw/format.ts'
import { ink as inks } from '../../draw/palette.ts'
import { plane } from '../../draw/plane.ts'
import { BOLD } from '../../draw/style.ts'
import type { SceneRun } from '../scene.ts'
import { line, where } from './about.ts'
import { chartsOf } from './charts.ts'
import { panesOfRuns, type RunPicture } from './per-run.ts'
import { deltaSign, type View } from './view.ts'

const charts = ['loss', 'turning', 'hammingDistance', 'kernelDistance', 'outputSize', 'kernelAlignment', 'deltaDrift']
/** How far the plane is shown in either direction. */
const REACH = 2

/** Fig. 5a: the lines of every network's neurons among the points, over f, and the metrics of all. */
export const activationRegionsView: View = {
  signs: () => [
    deltaSign,
    { sign: '+ −', meaning: 'bold: a point, by its label' },
    { sign: '―', meaning: 'a line in the colour of the run: where a neuron switches on, wᵀx = 0' },
    { sign: '⋯', meaning: 'grey dots: f = −½, 0, ½' },
    { sign: 'tinted or dotted', meaning: 'every other cone between those lines; f is linear in each' },
    { sign: '∘', meaning: 'drift of δ, predicted from the squared steps' },
  ],
  panes(comparison) {
    const metrics = chartsOf(comparison, charts)
    return [...metrics.slice(0, 3), ...panesOfRuns(comparison, regions), ...metrics.slice(3)]
  },
}

/** The plane of one run: solid lines of its neurons, its points, and where f is −½, 0 and ½. */
const regions: RunPicture = {
  id: 'regions',
  title: 'regions',
  about: (run) =>
    line(
      where(run, () => {
        const { turning, outputSize } = run.moment!.metrics
        return Number.isFinite(turning) && Number.isFinite(outputSize)
          ? `has turned its lines by ${turning!.toFixed(1)}°, size of f ${formatNumber(outputSize!)}`
          : 'has left the range of numbers'
      }),
      'where neurons switch on',
      'rich networks turn their lines, downstream ones keep them',
    ),
  draw(run, { width, height, title }) {
    const f = outputOf(run)
    return plane({
      width,
      height,
      title,
      xLabel: '',
      yLabel: '',
      paths: [],
      rays: linesOf(run, run.ink),
      marks: pointsOf(run),
      shade: everyOther(run),
      ...(f ? { contours: { f, levels: [-0.5, 0, 0.5], every: 3 } } : {}),
      domain: { x: [-REACH, REACH], y: [-REACH, REACH] },
    })
  },
}

/** Both halves of every neuron's line. */
function linesOf({ moment }: SceneRun, style: number) {
  const angles = moment?.fields?.lines?.data ?? new Float64Array()
  return Array.from(angles)
    .filter(Number.isFinite)
    .flatMap((angle) => [angle, angle + Math.PI])
    .map((angle) => ({ x: Math.cos(angle), y: Math.sin(angle), style, label: '', isSolid: true }))
}

function pointsOf({ given: { points, labels } }: SceneRun) {
  if (!points || !labels) return []
  return Array.from(labels.data, (label, i) => ({
    ...{ x: points.data[2 * i]!, y: points.data[2 * i + 1]!, glyph: label > 0 ? '+' : '−' },
    style: inks.default | BOLD,
  }))
}

/** f = Σ_k sign(a_k) max(0, |a_k| w_kᵀx) at the moment that is read. */
function outputOf({ moment }: SceneRun): ((x: number, y: number) => number) | undefined {
  const fields = moment?.fields
  if (!fields) return undefined
  const neurons = fields.neurons!.data
  const signs = Array.from(fields.readout!.data, Math.sign)
  return (x, y) =>
    signs.reduce((sum, sign, k) => sum + sign * Math.max(0, neurons[2 * k]! * x + neurons[2 * k + 1]! * y), 0)
}

/** Cones narrower than this, in radians, are a few dots at most: they count as part of the line beside them. */
const NARROW = (6 * Math.PI) / 180

/**
 * Whether a point lies in every other cone between the lines, so that neighbours differ. Lines come to lie on top of
 * each other as networks learn: those closer than `NARROW` are one border.
 */
function everyOther({ moment }: SceneRun): (x: number, y: number) => boolean {
  const borders = bordersOf(moment?.fields?.lines?.data ?? [])
  if (borders.length < 1) return () => false
  return (x, y) => {
    // A line goes both ways: half a turn on, the cones are the same ones in the opposite order.
    const angle = Math.atan2(y, x)
    const isBack = angle < 0 || angle >= Math.PI
    const passed = borders.filter((border) => border <= (isBack ? angle + Math.PI : angle) % Math.PI).length
    return (passed + (isBack ? borders.length : 0)) % 2 === 1
  }
}

/** The angles of the lines, in [0, π) from the smallest, those closer than `NARROW` as the one halfway between them. */
function bordersOf(lines: ArrayLike<number>): number[] {
  const angles = Array.from(lines)
    .filter(Number.isFinite)
    .map((angle) => ((angle % Math.PI) + Math.PI) % Math.PI)
    .sort((p, q) => p - q)
  const gapAfter = (k: number): number =>
    k + 1 < angles.length ? angles[k + 1]! - angles[k]! : angles[0]! + Math.PI - angles[k]!
  const lasts = [...angles.keys()].filter((k) => gapAfter(k) >= NARROW)
  if (lasts.length === 0) return []
  const middles = lasts.map((last, i) => {
    const first = angles[(lasts.at(i - 1)! + 1) % angles.length]!
    const end = angles[last]!
    return ((first <= end ? first + end : first - Math.PI + end) / 2 + Math.PI) % Math.PI
  })
  return middles.sort((p, q) => p - q)
}

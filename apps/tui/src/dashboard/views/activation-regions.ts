import { formatNumber } from '../../draw/format.ts'
import { ink as inks } from '../../draw/palette.ts'
import { plane } from '../../draw/plane.ts'
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
    { sign: '+ −', meaning: 'a point, by its label' },
    { sign: '⋯', meaning: 'the line wᵀx = 0 of a neuron; grey: f = −½, 0, ½' },
    { sign: '·', meaning: 'cones with an odd number of active neurons; f is linear in each cone' },
    { sign: '∘', meaning: 'drift of δ, predicted from the squared steps' },
  ],
  panes(comparison) {
    const metrics = chartsOf(comparison, charts)
    return [...metrics.slice(0, 3), ...panesOfRuns(comparison, regions), ...metrics.slice(3)]
  },
}

/** The plane of one run: dotted lines of its neurons, its points, and where f is −½, 0 and ½. */
const regions: RunPicture = {
  id: 'regions',
  title: 'regions',
  about: (run) =>
    line(
      'where neurons switch on',
      'rich turns lines, downstream keeps them',
      where(run, () => {
        const { turning, outputSize } = run.moment!.metrics
        return Number.isFinite(turning) && Number.isFinite(outputSize)
          ? `by ${turning!.toFixed(1)}°, size of f ${formatNumber(outputSize!)}`
          : 'has left the range of numbers'
      }),
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
      shade: oddOf(run),
      ...(f ? { contours: { f, levels: [-0.5, 0, 0.5] } } : {}),
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
    .map((angle) => ({ x: Math.cos(angle), y: Math.sin(angle), style, label: '' }))
}

function pointsOf({ given: { points, labels } }: SceneRun) {
  if (!points || !labels) return []
  return Array.from(labels.data, (label, i) => ({
    ...{ x: points.data[2 * i]!, y: points.data[2 * i + 1]!, glyph: label > 0 ? '+' : '−' },
    style: inks.default,
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

/** Whether an odd number of neurons is active at a point, those that share a line counted once. */
function oddOf({ moment }: SceneRun): (x: number, y: number) => boolean {
  const fields = moment?.fields
  if (!fields) return () => false
  const neurons = fields.neurons!.data
  const lines = fields.lines!.data
  const first = Array.from(lines.keys()).filter((k) => Number.isFinite(lines[k]) && lines.indexOf(lines[k]!) === k)
  return (x, y) => first.filter((k) => neurons[2 * k]! * x + neurons[2 * k + 1]! * y >= 0).length % 2 === 1
}

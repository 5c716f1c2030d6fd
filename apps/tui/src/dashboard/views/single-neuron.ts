import { formatNumber } from '../../draw/format.ts'
import { ink as inks } from '../../draw/palette.ts'
import { plane } from '../../draw/plane.ts'
import { enclose } from '../../draw/view.ts'
import type { FrameHistory } from '../history.ts'
import type { SceneRun } from '../scene.ts'
import { line, where } from './about.ts'
import { betaDistance, betaDomain, betaPaths, pathOf } from './beta-path.ts'
import { chartsOf } from './charts.ts'
import { deltaSign, type Pane, type View } from './view.ts'

const charts = ['loss', 'kernelDistance', 'signedMagnitude', 'alignment', 'kernelAlignment', 'kernelNorm', 'exactError']
/** Where silent alignment is the subject, that comes first. */
const first: { readonly [preset: string]: readonly string[] } = {
  'silent-alignment': ['loss', 'kernelAlignment', 'kernelNorm'],
}
/** Points of the exact path that are laid over the integrated one. */
const EXACT_POINTS = 4

/** Figs. 2–4a: β = a w in the plane over the loss, and the curves, each with its exact solution on top. */
export const singleNeuronView: View = {
  signs: () => [
    deltaSign,
    { sign: '∘', meaning: 'the exact solution, on the line of the flow' },
    { sign: '● ✕', meaning: 'β now; its target β*; grey lines: equal loss, or equal δ' },
  ],
  panes(comparison) {
    const { plan } = comparison
    const metrics = chartsOf(comparison, [...(first[plan.preset] ?? []), ...charts])
    return [betaPane, ...metrics.slice(0, 3), statePane, ...metrics.slice(3)]
  },
}

const betaPane: Pane = {
  id: 'beta',
  title: 'β = a w over the loss',
  about: ({ selected }) =>
    line(
      where(selected, () => `is ${formatNumber(betaDistance(selected, targetOf(selected)))} from β*`),
      'the path of β to β*',
      'lazy paths are straight, rich ones bent',
    ),
  draw({ runs, selected }, { width, height }) {
    const [x, y] = targetOf(selected)
    const grid = plane({
      width,
      height,
      title: this.title,
      xLabel: 'β₁',
      yLabel: 'β₂',
      paths: betaPaths(runs),
      marks: [
        ...runs.flatMap((run) => exactMarks(run, run.ink)),
        { x: x!, y: y!, glyph: '✕', style: inks.accent, label: 'β*' },
      ],
      contours: {
        f: (b1, b2) => ((b1 - x!) ** 2 + (b2 - y!) ** 2) / 2,
        levels: [0.02, 0.125, 0.32, 0.6, 1, 1.6],
      },
      domain: betaDomain(runs, [{ x: x!, y: y! }]),
    })
    return { grid }
  },
}

/** Figs. 2 and 3: every neuron stays on its hyperbola. */
const statePane: Pane = {
  id: 'state',
  title: 'a against ‖w‖, on η_w a² − η_a‖w‖² = δ',
  about: ({ selected }) =>
    line(
      where(selected, () => stateNow(selected)),
      'every neuron stays on the hyperbola of its δ',
      'lazy far out, rich near the corner',
    ),
  draw({ runs, plan }, { width, height }) {
    const { 'learningRate.a': etaA, 'learningRate.w': etaW } = plan.runs[0]!.parameters as { [name: string]: number }
    const grid = plane({
      width,
      height,
      title: this.title,
      xLabel: '‖w‖',
      yLabel: 'a',
      paths: runs.map(({ history, momentIndex, style, letter }) => ({
        ...{ ...statesOf(history, momentIndex + 1), style, letter },
      })),
      contours: {
        f: (w, a) => (w < 0 ? Number.NaN : etaW! * a * a - etaA! * w * w),
        levels: [...new Set(runs.map(({ planned }) => planned.parameters.delta as number))],
      },
      domain: enclose(runs.map(({ history }) => statesOf(history, history.length))),
    })
    return { grid }
  },
}

const targetOf = ({ planned }: SceneRun): readonly number[] => planned.parameters.target as readonly number[]

/** (‖w‖, a) of the first `count` frames. */
function statesOf(history: FrameHistory, count: number): { x: Float64Array; y: Float64Array } {
  const entries = history.latest?.fields?.state?.data.length ?? 1
  const x = new Float64Array(count)
  for (let j = 1; j < entries; j++) {
    const w = history.trace('state', j)
    for (let i = 0; i < count; i++) x[i]! += w[i]! * w[i]!
  }
  return { x: x.map(Math.sqrt), y: history.trace('state', 0).subarray(0, count) }
}

function stateNow({ moment }: SceneRun): string {
  const state = moment?.fields?.state?.data
  if (!state) return 'has no state here'
  return `is at ‖w‖ = ${formatNumber(Math.hypot(...state.subarray(1)))}, a = ${formatNumber(state[0]!)}`
}

/** Points of the exact path, evenly spaced along its length. */
function exactMarks(run: SceneRun, style: number) {
  const { x, y } = pathOf(run, 'betaExact')
  const along = new Float64Array(x.length)
  for (let i = 1; i < x.length; i++) along[i] = along[i - 1]! + Math.hypot(x[i]! - x[i - 1]!, y[i]! - y[i - 1]!)
  const total = along.at(-1) ?? 0
  if (total === 0) return []
  return Array.from({ length: EXACT_POINTS }, (_, k) => {
    const i = along.findIndex((length) => length >= (total * (k + 0.5)) / EXACT_POINTS)
    return { x: x[i]!, y: y[i]!, glyph: '∘', style }
  })
}

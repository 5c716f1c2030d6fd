import type { Field } from '@lazyrich/core/port'
import { ink as inks } from '../../draw/palette.ts'
import { type Mark, type Path, plane } from '../../draw/plane.ts'
import type { SceneRun } from '../scene.ts'
import { betaPaths } from './beta-path.ts'
import { chartsOf } from './charts.ts'
import { deltaSign, type Pane, type View } from './view.ts'

const charts = ['loss', 'alongLine', 'limitDistance', 'kernelDistance', 'exactError']

/** Fig. 4b: the line of solutions, every run's path to it, and where each was predicted to end. */
export const implicitBiasView: View = {
  signs: [
    deltaSign,
    { sign: '● ◇', meaning: 'β now; its predicted end, covered once β is there' },
    { sign: '✕ ∞ −∞', meaning: 'ends for δ → ∞ (nearest β₀), δ → −∞ (direction of β₀)' },
    { sign: 'xᵀβ = y ⋯ x', meaning: 'grey line: all solutions; dotted: the sample x' },
    { sign: '∘', meaning: 'the exact solution, on the line of the flow' },
  ],
  panes: (comparison) => [betaPane, ...chartsOf(comparison, charts)],
}

const betaPane: Pane = {
  id: 'beta',
  title: 'β = a w and the solutions xᵀβ = y',
  about: () =>
    'of all solutions, δ picks one: far upstream the nearest to the start, far downstream along its direction',
  draw({ runs, all }, { width, height }) {
    const { sample, solutions } = all.find(({ given }) => given.sample)?.given ?? {}
    const paths = betaPaths(runs)
    const start = paths.find((path) => path.x.length > 0)
    const grid = plane({
      width,
      height,
      title: this.title,
      xLabel: 'β₁',
      yLabel: 'β₂',
      rays: sample ? [{ x: sample.data[0]!, y: sample.data[1]!, style: inks.muted, label: 'x' }] : [],
      paths: [...lineOf(solutions), ...paths],
      marks: [
        ...(start ? [{ x: start.x[0]!, y: start.y[0]!, glyph: '+', style: inks.default, label: 'β₀' }] : []),
        ...mark(all[0]!, 'upstreamLimit', '✕', inks.accent, '∞'),
        ...mark(all[0]!, 'downstreamLimit', '✕', inks.accent, '−∞'),
        ...runs.flatMap((run) => mark(run, 'limit', '◇', run.ink)),
      ],
      ...domainOf(all),
    })
    return { grid }
  },
}

/** Through the two points that are given of it. */
function lineOf(solutions: Field | undefined): Path[] {
  if (!solutions) return []
  const [x1, y1, x2, y2] = solutions.data as unknown as [number, number, number, number]
  return [{ x: [x1, x2], y: [y1, y2], style: inks.muted, head: '' }]
}

function mark({ given }: SceneRun, name: string, glyph: string, style: number, label?: string): Mark[] {
  const data = given[name]?.data
  return data ? [{ x: data[0]!, y: data[1]!, glyph, style, ...(label ? { label } : {}) }] : []
}

/** The origin, where β starts and where it may end: the line of solutions goes on for ever. */
function domainOf(runs: readonly SceneRun[]) {
  const points = runs.flatMap(({ history, given: { limit, upstreamLimit, downstreamLimit } }) => {
    const beta = history.latest?.fields?.beta
    return [beta, limit, upstreamLimit, downstreamLimit].flatMap((field) => (field ? [field.data] : []))
  })
  if (points.length === 0) return {}
  const side = (j: number): [number, number] => {
    const values = [0, ...points.map((data) => data[j]!).filter(Number.isFinite)]
    const [low, high] = [Math.min(...values), Math.max(...values)]
    const margin = 0.12 * (high - low)
    return [low - margin, high + margin]
  }
  return { domain: { x: side(0), y: side(1) } }
}

import { ink as inks } from '../../draw/palette.ts'
import { type Mark, plane } from '../../draw/plane.ts'
import type { LiveRun } from '../comparison.ts'
import { betaPaths } from './beta-path.ts'
import { deltaInk } from './delta-ink.ts'
import { metricPane } from './metric-pane.ts'
import { deltaSign, type Pane, type View } from './view.ts'

const charts = ['loss', 'alongLine', 'limitDistance', 'kernelDistance', 'exactError']

/** Fig. 4b: the line of solutions, every run's path to it, and where each was predicted to end. */
export const implicitBiasView: View = {
  ink: deltaInk,
  signs: [
    deltaSign,
    { sign: '● ◇', meaning: 'β now; its predicted end, covered once β is there' },
    { sign: '✕ ∞ −∞', meaning: 'ends for δ → ∞ (nearest β₀), δ → −∞ (direction of β₀)' },
    { sign: 'xᵀβ = y ⋯ x', meaning: 'grey line: all solutions; dotted: the sample x' },
    { sign: '∘', meaning: 'the exact solution, on the line of the flow' },
  ],
  panes: (_comparison, room) => [betaPane, ...charts.map((name) => metricPane(name, deltaInk))].slice(0, room),
}

const betaPane: Pane = (comparison, { width, height }) => {
  const { runs } = comparison
  const fields = runs.find(({ history }) => history.latest)?.history.latest?.fields
  const paths = betaPaths(runs, deltaInk)
  const [x = 0, y = 0] = fields?.sample?.data ?? []
  const solutions = fields?.solutions?.data ?? []
  const start = paths.find((path) => path.x.length > 0)
  return plane({
    width,
    height,
    title: 'β = a w and the solutions xᵀβ = y',
    xLabel: 'β₁',
    yLabel: 'β₂',
    rays: fields ? [{ x, y, style: inks.muted, label: 'x' }] : [],
    paths: [
      { x: [solutions[0]!, solutions[2]!], y: [solutions[1]!, solutions[3]!], style: inks.muted, head: '' },
      ...paths,
    ],
    marks: [
      ...(start ? [{ x: start.x[0]!, y: start.y[0]!, glyph: '+', style: inks.default, label: 'β₀' }] : []),
      ...mark(runs[0]!, 'upstreamLimit', '✕', inks.accent, '∞'),
      ...mark(runs[0]!, 'downstreamLimit', '✕', inks.accent, '−∞'),
      ...runs.flatMap((run, i) => mark(run, 'limit', '◇', deltaInk(i, runs.length))),
    ],
    ...domainOf(runs),
  })
}

function mark({ history }: LiveRun, field: string, glyph: string, style: number, label?: string): Mark[] {
  const data = history.latest?.fields?.[field]?.data
  return data ? [{ x: data[0]!, y: data[1]!, glyph, style, ...(label ? { label } : {}) }] : []
}

/** The origin, where β starts and where it may end: the line of solutions goes on for ever. */
function domainOf(runs: readonly LiveRun[]) {
  const points = runs.flatMap(({ history }) => {
    const { beta, limit, upstreamLimit, downstreamLimit } = history.latest?.fields ?? {}
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

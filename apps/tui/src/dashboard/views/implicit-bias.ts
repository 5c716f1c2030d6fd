import type { Field } from '@lazyrich/core/port'
import { formatNumber } from '../../draw/format.ts'
import { ink as inks } from '../../draw/palette.ts'
import { type Mark, type Path, plane } from '../../draw/plane.ts'
import type { SceneRun } from '../scene.ts'
import { line, where } from './about.ts'
import { betaDistance, betaPaths } from './beta-path.ts'
import { chartsOf } from './charts.ts'
import { deltaSign, type Pane, type View } from './view.ts'

const charts = ['loss', 'alongLine', 'limitDistance', 'kernelDistance', 'exactError']

/** Fig. 4b: the line of solutions, every run's path to it, and where each was predicted to end. */
export const implicitBiasView: View = {
  signs: () => [
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
  about: ({ selected }) =>
    line(
      where(selected, () => endSeen(selected)),
      'δ picks one of all solutions',
      'lazy: the one nearest to β₀',
    ),
  draw({ runs, all }, { width, height }) {
    // The same for all runs; those that have not started have been given nothing.
    const given = all.find(({ given }) => given.sample)?.given ?? {}
    const { sample, solutions } = given
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
        ...mark(given, 'upstreamLimit', '✕', inks.accent, '∞'),
        ...mark(given, 'downstreamLimit', '✕', inks.accent, '−∞'),
        ...runs.flatMap((run) => mark(run.given, 'limit', '◇', run.ink)),
      ],
      ...domainOf(all, runs),
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

function mark(given: SceneRun['given'], name: string, glyph: string, style: number, label?: string): Mark[] {
  const data = given[name]?.data
  return data ? [{ x: data[0]!, y: data[1]!, glyph, style, ...(label ? { label } : {}) }] : []
}

function endSeen(run: SceneRun): string {
  const end = run.given.limit?.data
  const left = end ? betaDistance(run, end) : Number.NaN
  return Number.isFinite(left) ? `is ${formatNumber(left)} from its predicted end` : 'has no predicted end'
}

/**
 * The origin, the ends of all runs, and the paths of those that are shown: the line of solutions goes on for ever. The
 * ends of hidden runs count too, so that hiding one does not move the plane.
 */
function domainOf(all: readonly SceneRun[], runs: readonly SceneRun[]) {
  const ends = all.flatMap(({ given: { limit, upstreamLimit, downstreamLimit } }) =>
    [limit, upstreamLimit, downstreamLimit].flatMap((field) => (field ? [field.data] : [])),
  )
  const paths = runs.flatMap(({ history }) =>
    Array.from({ length: history.length }, (_, i) => history.at(i).fields?.beta?.data ?? []),
  )
  const points = [...ends, ...paths]
  if (points.length === 0) return {}
  const side = (j: number): [number, number] => {
    let [low, high] = [0, 0]
    for (const data of points)
      if (Number.isFinite(data[j]!)) [low, high] = [Math.min(low, data[j]!), Math.max(high, data[j]!)]
    const margin = 0.12 * (high - low)
    return [low - margin, high + margin]
  }
  return { domain: { x: side(0), y: side(1) } }
}

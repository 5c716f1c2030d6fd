import { labelOf } from '@lazyrich/core/port'
import { deltaInks, ink as inks, seriesInks } from '../../draw/palette.ts'
import { plane } from '../../draw/plane.ts'
import type { Comparison, LiveRun } from '../comparison.ts'
import { betaPaths } from './beta-path.ts'
import { type ChartOptions, metricPane } from './metric-pane.ts'
import { deltaSign, type Pane, type View } from './view.ts'

/** Eight δ from −2 to 2: the ramp, with the tone of the balanced one for the 0.02 between grey 0 and orange. */
const eight = [...deltaInks.slice(3).toReversed(), seriesInks[1]!, ...deltaInks.slice(0, 3).toReversed()]

const ink: View['ink'] = (index, count) =>
  count % eight.length === 0 ? eight[index % eight.length]! : seriesInks[index % seriesInks.length]!

/** Fig. 8: the state of the neuron, entry by entry, the closed form on top, and how far apart the two are. */
export const exactCheckView: View = {
  ink,
  signs: [
    deltaSign,
    { sign: '∘', meaning: 'the closed form, on the line of the integrated flow' },
    { sign: '● ✕', meaning: 'β now; its target β*' },
    { sign: 'ν leaving the chart', meaning: 'a near 0; ν comes back from the other side of ±∞' },
  ],
  panes(_comparison, room) {
    const panes = [
      metricPane('a', ink, readoutChart),
      metricPane('w1', ink),
      metricPane('w2', ink),
      metricPane('nu', ink, nuChart),
      metricPane('exactError', ink, errorChart),
      betaPane,
    ].map(ofOneStart)
    if (room >= panes.length) return panes
    const [a, w1, , nu, error] = panes
    return [a!, nu!, error!, w1!].slice(0, room)
  },
}

const betaPane: Pane = ({ runs, plan }, { width, height }) => {
  const [x, y] = plan.runs[0]!.parameters.target as readonly [number, number]
  return plane({
    width,
    height,
    title: 'β = a w',
    xLabel: 'β₁',
    yLabel: 'β₂',
    paths: betaPaths(runs, ink),
    marks: [{ x, y, glyph: '✕', style: inks.accent, label: 'β*' }],
  })
}

/** Of runs from several β₀, those from the selected one's: tab goes to the others. */
function ofOneStart(pane: Pane): Pane {
  return (comparison, size) => {
    const { runs, selected } = comparison
    const from = (run: LiveRun): string => String(run.planned.parameters.beta0)
    return pane({ ...comparison, runs: runs.filter((run) => from(run) === from(runs[selected]!)) }, size)
  }
}

function readoutChart({ runs, plan }: Comparison): ChartOptions {
  if (plan.runs.length === runs.length) return {}
  const { beta0 } = runs[0]!.planned.parameters
  return { title: `a, from ${labelOf(plan.experiment.parameters, { beta0: beta0! })}` }
}

/** Room for ν as it starts and ends, and as much again: what goes to ±∞ in between leaves the chart. */
function nuChart(comparison: Comparison): ChartOptions {
  let reach = 0.5
  for (const { history } of comparison.runs)
    for (const frame of history.length > 0 ? [history.at(0), history.latest!] : [])
      reach = Math.max(reach, Math.min(Math.abs(frame.metrics.nu!), 10 * Math.abs(history.at(0).metrics.nu!)))
  return { yDomain: [-1.5 * reach, 1.5 * reach], shown: withoutJumps }
}

/** NaN where a changes sign from one frame to the next: no line joins +∞ to −∞. */
function withoutJumps(values: Float64Array, { history }: LiveRun): Float64Array {
  const a = history.metric('a')
  return values.map((value, i) => (i > 0 && a[i]! * a[i - 1]! <= 0 ? Number.NaN : value))
}

function errorChart({ runs, plan }: Comparison): ChartOptions {
  let worst = 0
  for (const { history } of runs) for (const error of history.metric('exactError')) if (error > worst) worst = error
  const { label } = plan.experiment.metrics.exactError!
  return worst > 0 ? { title: `${label}, at most ${worst.toExponential(1).replace('-', '−')}` } : {}
}

import { labelOf } from '@lazyrich/core/port'
import { formatNumber } from '../../draw/format.ts'
import { ink as inks } from '../../draw/palette.ts'
import { plane } from '../../draw/plane.ts'
import type { Scene, SceneRun } from '../scene.ts'
import { line, where } from './about.ts'
import { betaDistance, betaDomain, betaPaths } from './beta-path.ts'
import type { ChartOptions, Curve } from './chart-options.ts'
import { chartsOf } from './charts.ts'
import { deltaSign, type Pane, type View } from './view.ts'

/** Fig. 8: the state of the neuron, entry by entry, the closed form on top, and how far apart the two are. */
export const exactCheckView: View = {
  signs: () => [
    deltaSign,
    { sign: '∘', meaning: 'the closed form, on the line of the integrated flow' },
    { sign: '● ✕', meaning: 'β now; its target β*' },
    { sign: 'ν leaving the chart', meaning: 'a near 0; ν comes back from the other side of ±∞' },
  ],
  panes: (comparison) => {
    const metrics = chartsOf(comparison, ['a', 'nu', 'exactError', 'w1', 'w2'], {
      a: readoutChart,
      nu: nuChart,
    })
    return [...metrics.slice(0, 3), betaPane, ...metrics.slice(3)].map(ofOneStart)
  },
}

const betaPane: Pane = {
  id: 'beta',
  title: 'β = a w',
  about: ({ selected }) =>
    line(
      where(selected, () => `is ${formatNumber(betaDistance(selected, targetOf(selected)))} from β*`),
      'the path of β to β*, one for each δ',
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
      marks: [{ x, y, glyph: '✕', style: inks.accent, label: 'β*' }],
      domain: betaDomain(runs, [{ x, y }]),
    })
    return { grid }
  },
}

const targetOf = ({ planned }: SceneRun): readonly [number, number] =>
  planned.parameters.target as readonly [number, number]

/** Of runs from several β₀, those from the selected one's: the arrows go to the others. */
function ofOneStart(pane: Pane): Pane {
  return {
    ...pane,
    draw(scene, size) {
      const from = (run: SceneRun): string => String(run.planned.parameters.beta0)
      const runs = scene.runs.filter((run) => from(run) === from(scene.selected))
      return pane.draw({ ...scene, runs }, size)
    },
  }
}

function readoutChart({ all, plan, selected }: Scene): ChartOptions {
  const { beta0 } = selected.planned.parameters
  if (all.every(({ planned }) => String(planned.parameters.beta0) === String(beta0))) return {}
  return { title: `a, from ${labelOf(plan.experiment.parameters, { beta0: beta0! })}` }
}

/** Room for ν as it starts and ends, and as much again: what goes to ±∞ in between leaves the chart. */
function nuChart({ runs }: Scene): ChartOptions {
  let reach = 0.5
  for (const { history } of runs)
    for (const frame of history.length > 0 ? [history.at(0), history.latest!] : [])
      reach = Math.max(reach, Math.min(Math.abs(frame.metrics.nu!), 10 * Math.abs(history.at(0).metrics.nu!)))
  return { yDomain: [-1.5 * reach, 1.5 * reach], shown: withoutJumps }
}

/** NaN where a changes sign from one point to the next: no line joins +∞ to −∞. */
function withoutJumps({ x, y }: Curve): Curve {
  return { x, y: y.map((value, i) => (i > 0 && value * y[i - 1]! < 0 ? Number.NaN : value)) }
}

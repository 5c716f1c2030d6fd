import { lineChart } from '../../draw/chart.ts'
import { deltaInks, seriesInks } from '../../draw/palette.ts'
import type { Series } from '../../draw/series.ts'
import { metricPane, xAxisOf } from './metric-pane.ts'
import type { Pane, View } from './view.ts'

/** Five δ or α in ascending order take the ends, the middle and what lies between of the ramp: orange is upstream. */
const five = [6, 5, 3, 1, 0].map((tone) => deltaInks[tone]!)

const ink: View['ink'] = (index, count) =>
  count === five.length ? five[index]! : seriesInks[index % seriesInks.length]!

/** The place of the pane that shows all modes of one run. */
const MODES = 'modes'

/** Networks that learn singular values one after another: charts of their metrics, and all modes of one run together. */
function modesView(charts: readonly string[], signs: View['signs']): View {
  return {
    ink,
    signs: [
      { sign: 'blue … orange', meaning: 'downstream … upstream, when five runs differ in δ or α' },
      { sign: 'all modes', meaning: 'of the run in bold, largest on top; tab selects the next run' },
      ...signs,
    ],
    panes: (_comparison, room) =>
      charts.slice(0, room).map((name) => (name === MODES ? modesPane : metricPane(name, ink))),
  }
}

/** Every singular value of the selected run that has a metric, with the closed form on top where there is one. */
const modesPane: Pane = (comparison, { width, height }) => {
  const { metrics, axis } = comparison.plan.experiment
  const { history, planned } = comparison.runs[comparison.selected]!
  const style = ink(comparison.selected, comparison.runs.length)
  const x = history.axis(axis)
  const curve = (name: string, mark: 'line' | 'points'): Series => ({
    ...{ x, y: history.metric(name), style, label: planned.label, mark },
  })
  const series = Object.keys(metrics)
    .filter((name) => /^mode\d+$/.test(name))
    .filter((name) => history.metric(name).some((value) => value !== 0))
    .flatMap((name) => {
      const { exact } = metrics[name]!
      return exact ? [curve(name, 'line'), curve(exact, 'points')] : [curve(name, 'line')]
    })
  return lineChart({
    ...{ width, height, title: `all modes, ${planned.label}`, yLabel: '', yScale: 'linear', series },
    ...xAxisOf(comparison),
  })
}

/** The modes of β against the closed form, and the hyperbolic entropy, from ℓ² to ℓ¹. */
export const wideLinearView: View = modesView(
  ['loss', 'kernelDistance', MODES, 'hyperbolicEntropy', 'kernelAlignment', 'exactError', 'mode1', 'mode2', 'mode3'],
  [{ sign: '∘', meaning: 'the exact solution, on the line of the flow' }],
)

/** Plateaus of the loss, the modes that end them, and the kernel, which turns before. */
export const deepLinearView: View = modesView(
  [
    ...['loss', MODES, 'kernelDistance', 'kernelAlignment', 'mode4', 'parameterDistance'],
    ...['kernelNorm', 'mode1', 'conservedDrift'],
  ],
  [],
)

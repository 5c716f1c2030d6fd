import { chart } from '../../draw/chart.ts'
import type { Series } from '../../draw/series.ts'
import { chartsOf } from './charts.ts'
import type { Pane, View } from './view.ts'

/** The place of the pane that shows all modes of one run. */
const MODES = 'modes'

/** Networks that learn singular values one after another: charts of their metrics, and all modes of one run together. */
function modesView(charts: readonly string[], signs: View['signs']): View {
  return {
    signs: [{ sign: 'all modes', meaning: 'of the run in bold, largest on top; ↓ selects the next run' }, ...signs],
    panes(comparison) {
      const before = charts.slice(0, charts.indexOf(MODES))
      const metrics = chartsOf(comparison, charts)
      return [...metrics.slice(0, before.length), modesPane, ...metrics.slice(before.length)]
    },
  }
}

/** Every singular value of the selected run that has a metric, with the closed form on top where there is one. */
const modesPane: Pane = {
  id: MODES,
  title: 'all modes',
  about: () => 'singular values of the product: learned one after another where the start is small and balanced',
  draw(scene, { width, height }) {
    const { metrics } = scene.plan.experiment
    const { history, label, ink } = scene.selected
    const curve = (name: string, mark: 'line' | 'points'): Series => ({
      ...{ ...history.curve(name), style: ink, label, mark },
    })
    const series = Object.keys(metrics)
      .filter((name) => /^mode\d+$/.test(name))
      .filter((name) => history.curve(name).y.some((value) => value !== 0))
      .flatMap((name) => {
        const { exact } = metrics[name]!
        return exact ? [curve(name, 'line'), curve(exact, 'points')] : [curve(name, 'line')]
      })
    return chart({
      ...{ width, height, title: `all modes, ${label}`, yLabel: '', yScale: 'linear', series },
      ...{ xLabel: scene.xAxis.label, xScale: scene.xAxis.kind, xDomain: scene.xAxis.domain },
      ...(scene.cursor === undefined ? {} : { cursor: scene.cursor }),
    })
  },
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

import { ownMetrics } from '@lazyrich/core/port'
import { chartsOf } from './charts.ts'
import type { View } from './view.ts'

/** An experiment without a view of its own: a chart for every metric, in the order of its schema. */
export const genericView: View = {
  signs({ plan: { experiment } }) {
    const hasExact = ownMetrics(experiment).some((name) => experiment.metrics[name]!.exact)
    return hasExact ? [{ sign: '∘', meaning: 'what theory gives for a measure, on its line' }] : []
  },
  panes: (comparison) => chartsOf(comparison, []),
}

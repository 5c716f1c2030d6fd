import { ownMetrics } from '@lazyrich/core/port'
import { metricPane } from './metric-pane.ts'
import type { View } from './view.ts'

/** An experiment without a view of its own: a chart for every metric, in the order of its schema. */
export const genericView: View = {
  signs: [{ sign: '∘', meaning: 'the exact solution of a measure that has one' }],
  panes: ({ plan: { experiment } }) =>
    ownMetrics(experiment).map((name) => metricPane(name, experiment.metrics[name]!)),
}

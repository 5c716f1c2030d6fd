import { ownMetrics } from '@lazyrich/core/port'
import { seriesInks } from '../../draw/palette.ts'
import { metricPane } from './metric-pane.ts'
import type { View } from './view.ts'

const ink: View['ink'] = (index) => seriesInks[index % seriesInks.length]!

/** An experiment without a view of its own: a chart for every metric, in the order of its schema. */
export const genericView: View = {
  ink,
  signs: [{ sign: '∘', meaning: 'the exact solution of a measure that has one' }],
  panes: (comparison, room) =>
    ownMetrics(comparison.plan.experiment)
      .slice(0, room)
      .map((name) => metricPane(name, ink)),
}

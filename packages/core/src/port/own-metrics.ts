import { requireObject, requireRecord } from '../door/fields.ts'
import { requireText } from '../door/text.ts'
import type { Experiment } from './experiment.ts'

/**
 * The metrics that have a place of their own, in the order of the schema: all but those that hold the exact solution
 * of another one. Tables give them a column, dashboards a chart; an exact solution is drawn on top of its metric.
 *
 * @throws LazyrichError for metrics that are none.
 */
export function ownMetrics(experiment: Pick<Experiment, 'metrics'>): string[] {
  requireObject('experiment', experiment, { metrics: true })
  const { metrics } = experiment
  requireRecord('experiment.metrics', metrics, 'metrics by name')
  for (const [name, metric] of Object.entries(metrics)) {
    requireObject(`experiment.metrics.${name}`, metric, { label: true, meaning: true, unit: true, scale: true })
    if (metric.exact !== undefined) requireText(`experiment.metrics.${name}.exact`, metric.exact)
  }
  const exact = new Set(Object.values(metrics).map((metric) => metric.exact))
  return Object.keys(metrics).filter((name) => !exact.has(name))
}

import type { Experiment } from './experiment.ts'

/**
 * The metrics that have a place of their own, in the order of the schema: all but those that hold the exact solution
 * of another one. Tables give them a column, dashboards a chart; an exact solution is drawn on top of its metric.
 */
export function ownMetrics(experiment: Pick<Experiment, 'metrics'>): string[] {
  const { metrics } = experiment
  const exact = new Set(Object.values(metrics).map((metric) => metric.exact))
  return Object.keys(metrics).filter((name) => !exact.has(name))
}

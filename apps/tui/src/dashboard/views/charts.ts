import { ownMetrics } from '@lazyrich/core/port'
import type { Comparison } from '../comparison.ts'
import type { Scene } from '../scene.ts'
import type { ChartOptions } from './chart-options.ts'
import { driftChart } from './drift-chart.ts'
import { largestSoFar } from './largest-so-far.ts'
import { metricPane } from './metric-pane.ts'
import type { Pane } from './view.ts'

/** What a view knows better about some of its charts, by metric. */
export interface Charts {
  readonly [metric: string]: (scene: Scene) => ChartOptions
}

/** Errors and drifts are drawn the same in every experiment. */
const errors: Charts = {
  exactError: largestSoFar('exactError'),
  conservedDrift: largestSoFar('conservedDrift'),
  deltaDrift: driftChart,
}

/** A chart for every metric: those that are named first, in that order, then the others, so that all are within reach. */
export function chartsOf({ plan: { experiment } }: Comparison, first: readonly string[], known: Charts = {}): Pane[] {
  const own = ownMetrics(experiment)
  const names = new Set([...first.filter((name) => own.includes(name)), ...own])
  return Array.from(names, (name) => metricPane(name, experiment.metrics[name]!, known[name] ?? errors[name]))
}

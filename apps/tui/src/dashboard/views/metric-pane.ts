import { type Guide, lineChart } from '../../draw/chart.ts'
import type { Domain } from '../../draw/scale.ts'
import type { Series } from '../../draw/series.ts'
import type { Comparison, LiveRun } from '../comparison.ts'
import { hasLogAxis } from '../progress.ts'
import type { Pane, View } from './view.ts'

/** Decades below its largest value at which a log axis ends: less is rounding. */
const DECADES = 8

/** What an experiment knows better about the chart of one of its metrics than the metric's schema says. */
export interface ChartOptions {
  readonly title?: string
  readonly scale?: 'linear' | 'log'
  readonly yDomain?: Domain
  readonly guides?: readonly Guide[]
  /** What is drawn of the values of a run. */
  readonly shown?: (values: Float64Array, run: LiveRun) => Float64Array
}

/** A chart of one metric of all runs; where the metric has an exact solution, its values lie on top as points. */
export function metricPane(name: string, ink: View['ink'], options?: (comparison: Comparison) => ChartOptions): Pane {
  return (comparison, { width, height }) => {
    const { metrics, axis } = comparison.plan.experiment
    const { label, unit, scale: usual, exact } = metrics[name]!
    const {
      title,
      scale = usual,
      yDomain,
      guides = [],
      shown = (values: Float64Array) => values,
    } = options?.(comparison) ?? {}
    const series: Series[] = comparison.runs.flatMap((run, i) => {
      const { history, planned } = run
      const style = ink(i, comparison.runs.length)
      const x = history.axis(axis)
      const line = { x, y: shown(history.metric(name), run), style, label: planned.label, mark: 'line' as const }
      return exact ? [line, { ...line, y: shown(history.metric(exact), run), mark: 'points' as const }] : [line]
    })
    return lineChart({
      width,
      height,
      title: title ?? (unit ? `${label} (${unit})` : label),
      ...xAxisOf(comparison),
      yLabel: '',
      yScale: scale,
      series,
      guides,
      ...(yDomain ? { yDomain } : scale === 'log' ? logDomain(series) : {}),
    })
  }
}

/** The axis that all charts of a comparison share: steps or flow time, to the end of the longest run. */
export function xAxisOf(comparison: Comparison) {
  const { axis, extent } = comparison.plan.experiment
  const log = hasLogAxis(comparison)
  const end = Math.max(...comparison.plan.runs.map((run) => extent(run.parameters)))
  return {
    xLabel: axis === 'step' ? 'step' : 'flow time',
    xScale: log ? ('log' as const) : ('linear' as const),
    xDomain: [log ? firstOf(axis, end) : 0, end] as const satisfies Domain,
  }
}

/** Where a log axis begins: at the first step, or at the first of log-spaced times. */
function firstOf(axis: 'step' | 'time', end: number): number {
  return axis === 'step' ? 1 : end * 1e-4
}

function logDomain(series: readonly Series[]): { yDomain?: [number, number] } {
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  for (const { y } of series)
    for (let i = 0; i < y.length; i++)
      if (y[i]! > 0 && y[i]! < Number.POSITIVE_INFINITY) [least, most] = [Math.min(least, y[i]!), Math.max(most, y[i]!)]
  return most > 0 && least < most * 10 ** -DECADES ? { yDomain: [most * 10 ** -DECADES, most] } : {}
}

import { lineChart } from '../../draw/chart.ts'
import type { Series } from '../../draw/series.ts'
import { hasLogAxis } from '../progress.ts'
import type { Pane, View } from './view.ts'

/** Decades below its largest value at which a log axis ends: less is rounding. */
const DECADES = 8

/** A chart of one metric of all runs; where the metric has an exact solution, its values lie on top as points. */
export function metricPane(name: string, ink: View['ink']): Pane {
  return (comparison, { width, height }) => {
    const { metrics, axis, extent } = comparison.plan.experiment
    const { label, unit, scale, exact } = metrics[name]!
    const series: Series[] = comparison.runs.flatMap(({ history, planned }, i) => {
      const style = ink(i, comparison.runs.length)
      const x = history.axis(axis)
      const line = { x, y: history.metric(name), style, label: planned.label, mark: 'line' as const }
      return exact ? [line, { ...line, y: history.metric(exact), mark: 'points' as const }] : [line]
    })
    const log = hasLogAxis(comparison)
    const end = Math.max(...comparison.plan.runs.map((run) => extent(run.parameters)))
    return lineChart({
      width,
      height,
      title: unit ? `${label} (${unit})` : label,
      xLabel: axis === 'step' ? 'step' : 'flow time',
      yLabel: '',
      xScale: log ? 'log' : 'linear',
      yScale: scale,
      series,
      xDomain: [log ? firstOf(axis, end) : 0, end],
      ...(scale === 'log' ? logDomain(series) : {}),
    })
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

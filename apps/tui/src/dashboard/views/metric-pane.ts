import { lineChart } from '../../draw/chart.ts'
import type { Series } from '../../draw/series.ts'
import type { Session } from '../session.ts'
import type { Pane, View } from './view.ts'

/** Decades below its largest value at which a log axis ends: less is rounding. */
const DECADES = 8

/** A chart of one metric of all runs; where the metric has an exact solution, its values lie on top as points. */
export function metricPane(name: string, ink: View['ink']): Pane {
  return (session, { width, height }) => {
    const { metrics, axis, parameters } = session.plan.experiment
    const { label, unit, scale, exact } = metrics[name]!
    const series: Series[] = session.runs.flatMap(({ history, planned }, i) => {
      const style = ink(i, session.runs.length)
      const x = history.axis(axis)
      const line = { x, y: history.metric(name), style, label: planned.label, mark: 'line' as const }
      return exact ? [line, { ...line, y: history.metric(exact), mark: 'points' as const }] : [line]
    })
    const log = 'record' in parameters && String(session.plan.runs[0]!.parameters.record).startsWith('log')
    const end = Math.max(...session.plan.runs.map((run) => endOf(run.parameters, axis)))
    return lineChart({
      width,
      height,
      title: unit ? `${label} (${unit})` : label,
      xLabel: axis === 'step' ? 'step' : 'flow time',
      yLabel: '',
      xScale: log ? 'log' : 'linear',
      yScale: scale,
      series,
      ...(end > 0 ? { xDomain: [log ? 1 : 0, end] as [number, number] } : {}),
      ...(scale === 'log' ? logDomain(series) : {}),
    })
  }
}

/** Where the axis of a run ends, so that charts do not stretch while they fill. */
function endOf(parameters: Session['plan']['runs'][number]['parameters'], axis: 'step' | 'time'): number {
  return Number(parameters[axis === 'step' ? 'steps' : 'endTime'] ?? 0)
}

function logDomain(series: readonly Series[]): { yDomain?: [number, number] } {
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  for (const { y } of series)
    for (let i = 0; i < y.length; i++)
      if (y[i]! > 0 && y[i]! < Number.POSITIVE_INFINITY) [least, most] = [Math.min(least, y[i]!), Math.max(most, y[i]!)]
  return most > 0 && least < most * 10 ** -DECADES ? { yDomain: [most * 10 ** -DECADES, most] } : {}
}

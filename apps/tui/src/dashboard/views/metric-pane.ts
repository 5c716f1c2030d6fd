import { chart, type Guide } from '../../draw/chart.ts'
import type { Domain } from '../../draw/scale.ts'
import type { Series } from '../../draw/series.ts'
import type { Scene, SceneRun } from '../scene.ts'
import { about } from './readings.ts'
import type { Pane } from './view.ts'

/** Decades below its largest value at which a log axis ends: less is rounding. */
const DECADES = 8

/** What an experiment knows better about the chart of one of its metrics than the metric's schema says. */
export interface ChartOptions {
  readonly title?: string
  readonly scale?: 'linear' | 'log'
  readonly yDomain?: Domain
  readonly guides?: readonly Guide[]
  /** What is drawn of the values of a run. */
  readonly shown?: (curve: Curve, run: SceneRun) => Curve
}

export interface Curve {
  readonly x: Float64Array
  readonly y: Float64Array
}

/** A chart of one metric of all runs; where the metric has an exact solution, its values lie on top as points. */
export function metricPane(
  name: string,
  { label, unit }: { readonly label: string; readonly unit: string },
  options?: (scene: Scene) => ChartOptions,
): Pane {
  return {
    id: name,
    title: unit ? `${label} (${unit})` : label,
    about: (scene) => about(name, scene),
    usualScale: (scene) => options?.(scene).scale ?? scene.plan.experiment.metrics[name]!.scale,
    draw(scene, { width, height }) {
      const metric = scene.plan.experiment.metrics[name]!
      const {
        title = this.title,
        scale = metric.scale,
        yDomain,
        guides = [],
        shown = (curve: Curve) => curve,
      } = options?.(scene) ?? {}
      const { exact } = metric
      const kind = scene.yScale(name, scale)
      const series: Series[] = scene.runs.flatMap((run) => {
        const { style, label, letter } = run
        const line: Series = { ...shown(run.history.curve(name), run), style, label, letter, mark: 'line' }
        return exact ? [line, { ...line, ...shown(run.history.curve(exact), run), mark: 'points' }] : [line]
      })
      return chart({
        width,
        height,
        title,
        xLabel: scene.xAxis.label,
        xScale: scene.xAxis.kind,
        xDomain: scene.xAxis.domain,
        yLabel: '',
        yScale: kind,
        series,
        guides,
        values: scene.runs.map(({ letter, style, moment }) => ({
          letter,
          style,
          value: moment?.metrics[name] ?? Number.NaN,
        })),
        smoothing: scene.smoothing,
        ...(scene.cursor === undefined ? {} : { cursor: scene.cursor }),
        ...(yDomain ? { yDomain } : kind === 'log' ? logDomain(series) : {}),
      })
    },
  }
}

function logDomain(series: readonly Series[]): { yDomain?: [number, number] } {
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  for (const { y } of series)
    for (let i = 0; i < y.length; i++)
      if (y[i]! > 0 && y[i]! < Number.POSITIVE_INFINITY) [least, most] = [Math.min(least, y[i]!), Math.max(most, y[i]!)]
  return most > 0 && least < most * 10 ** -DECADES ? { yDomain: [most * 10 ** -DECADES, most] } : {}
}

import { chart, type Value } from '../../draw/chart.ts'
import type { Domain } from '../../draw/scale.ts'
import type { Series } from '../../draw/series.ts'
import type { Scene, SceneRun } from '../scene.ts'
import type { ChartOptions, Curve } from './chart-options.ts'
import { about } from './readings.ts'
import type { Pane } from './view.ts'

/** Decades below its largest value at which a log axis ends: less is rounding. */
const DECADES = 8

/** A chart of one metric of all runs; where the metric has an exact solution, its values lie on top as points. */
export function metricPane(
  name: string,
  { label, unit }: { readonly label: string; readonly unit: string },
  options?: (scene: Scene) => ChartOptions,
): Pane {
  return {
    id: name,
    title: unit ? `${label} (${unit})` : label,
    about: (scene) => about(name, scene, options?.(scene).theory),
    usualScale: (scene) => options?.(scene).scale ?? scene.plan.experiment.metrics[name]!.scale,
    draw(scene, { width, height }) {
      const metric = scene.plan.experiment.metrics[name]!
      const {
        title = this.title,
        scale = metric.scale,
        yDomain,
        guides = [],
        levels = [],
        reach = 0,
        value = ({ moment }: SceneRun) => moment?.metrics[name] ?? Number.NaN,
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
        levels,
        values: [
          ...exactValue(scene, exact),
          ...scene.told.map((run) => ({ letter: run.letter, style: run.style, value: told(run, value(run)) })),
        ],
        smoothing: scene.smoothing,
        ...(scene.cursor === undefined ? {} : { cursor: scene.cursor }),
        decades: DECADES,
        ...(yDomain ? { yDomain } : kind === 'log' && reach > 0 ? reaching(series, reach) : {}),
      })
    },
  }
}

/** Where a run has diverged to, ∞ or no number at all, is one event: headings say so in one way, –. */
const told = ({ outcome }: SceneRun, value: number): number =>
  outcome?.reason === 'diverged' && !Number.isFinite(value) ? Number.NaN : value

/** The domain of a log axis whose curves end below what it is to reach; else the chart's own. */
function reaching(series: readonly Series[], reach: number): { yDomain?: Domain } {
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  for (const { y } of series)
    for (let i = 0; i < y.length; i++)
      if (y[i]! > 0 && y[i]! < Number.POSITIVE_INFINITY) [least, most] = [Math.min(least, y[i]!), Math.max(most, y[i]!)]
  return most > 0 && reach > most ? { yDomain: [Math.max(least, reach * 10 ** -DECADES), 1.5 * reach] } : {}
}

/** The exact solution of the selected run where a moment is read, under the sign of its curve. */
function exactValue({ cursor, selected }: Scene, exact: string | undefined): Value[] {
  const value = exact === undefined || cursor === undefined ? undefined : selected.moment?.metrics[exact]
  return value === undefined || Number.isNaN(value) ? [] : [{ letter: '∘', style: selected.ink, value }]
}

import type { Frame } from '@lazyrich/core/port'
import { type ChartAxis, createChart } from '../kit/chart.ts'
import { deltaColour } from '../kit/colours.ts'
import { formatNumber } from '../kit/format.ts'
import type { Theme } from '../kit/theme.ts'
import type { MetricTable, ShownMetric } from './metric-table.ts'

/** One network in a chart, as far as it is shown. */
export interface NetworkCurve {
  readonly name: string
  readonly frames: readonly Pick<Frame, 'step' | 'metrics'>[]
  /** How many of the frames are shown. */
  readonly shown: number
  /** The δ whose colour it has. */
  readonly likeDelta: number
  readonly dash: readonly number[]
}

export interface MetricCharts {
  /** Draws the curves over the steps from 1 to `steps`. */
  draw(theme: Theme, networks: readonly NetworkCurve[], steps: number): void
  /** Describes what they show in words, for those who cannot see it; `whose` comes first. */
  describe(networks: readonly NetworkCurve[], whose?: string): void
}

export interface MetricChartOptions {
  /** What ends a curve: the network's name, or a mark if the name stands elsewhere. */
  readonly ends: 'names' | 'marks'
  readonly signal: AbortSignal
  resized(): void
}

/** A chart for every metric of the table, in the places that `MetricCharts.astro` has made for them within `host`. */
export function createMetricCharts(host: Element, table: MetricTable, options: MetricChartOptions): MetricCharts {
  const charts = Object.entries(table).map(([name, metric]) =>
    createMetricChart(host.querySelector<HTMLElement>(`[data-metric="${name}"]`)!, metric, options),
  )
  return {
    draw(theme, networks, steps) {
      for (const chart of charts) chart.draw(theme, networks, steps)
    },
    describe(networks, whose) {
      for (const chart of charts) chart.describe(networks, whose)
    },
  }
}

/** One metric of some networks over the steps; step 0 has no place on a logarithmic axis. */
function createMetricChart(
  place: HTMLElement,
  { domain, holds }: ShownMetric,
  { ends, signal, resized }: MetricChartOptions,
): MetricCharts {
  const { metric, label, scale } = place.dataset as { metric: string; label: string; scale: ChartAxis['kind'] }
  const y: ChartAxis = { kind: scale, label, ...(domain && { domain }), ...(holds && { holds }) }
  const chart = createChart(place.querySelector('canvas')!, { x: { kind: 'log', label: 'step' }, y }, signal, resized)
  return {
    draw(theme, networks, steps) {
      const curves = networks.map(({ name, frames, shown, likeDelta, dash }) => ({
        series: {
          length: shown,
          x: Float64Array.from({ length: shown }, (_, i) => frames[i]!.step),
          y: Float64Array.from({ length: shown }, (_, i) => frames[i]!.metrics[metric]!),
        },
        colour: deltaColour(likeDelta, theme.name),
        dash,
        width: 2.25,
        ...(ends === 'names' && { name }),
      }))
      const marks = curves.flatMap(({ series: { length, x, y }, colour }) =>
        ends === 'marks' && length > 0 ? [{ x: x[length - 1]!, y: y[length - 1]!, colour }] : [],
      )
      chart.draw(theme, { curves, marks, xDomain: [1, Math.max(2, steps)] })
    },
    describe(networks, whose = '') {
      const values = networks.flatMap(({ name, frames, shown }) => {
        const now = frames[shown - 1]
        return now ? [`${formatNumber(now.metrics[metric]!)} for ${name}`] : []
      })
      chart.describe(`${whose}The ${label} over steps, on a logarithmic axis: ${values.join(', ') || 'no curve yet'}.`)
    },
  }
}

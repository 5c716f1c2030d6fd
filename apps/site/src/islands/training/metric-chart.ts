import type { Frame } from '@lazyrich/core/port'
import { type ChartAxis, createChart } from '../kit/chart.ts'
import { deltaColour } from '../kit/colour.ts'
import { formatNumber } from '../kit/format.ts'
import type { Theme } from '../kit/theme.ts'

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

export interface MetricChart {
  /** Draws the curves over the steps from 1 to `steps`. */
  draw(theme: Theme, networks: readonly NetworkCurve[], steps: number): void
  /** Says what it shows, for those who do not see it; `whose` comes first. */
  describe(networks: readonly NetworkCurve[], whose?: string): void
}

export interface MetricChartOptions {
  /** The metric's name in the frames. */
  readonly metric: string
  readonly axis: ChartAxis
  /** What the end of a curve has: the network's name, or a mark where that stands elsewhere. */
  readonly ends: 'names' | 'marks'
}

/** One metric of some networks over the steps; step 0 has no place on a logarithmic axis. */
export function createMetricChart(
  canvas: HTMLCanvasElement,
  { metric, axis, ends }: MetricChartOptions,
  signal: AbortSignal,
  resized: () => void,
): MetricChart {
  const chart = createChart(canvas, { x: { kind: 'log', label: 'step' }, y: axis }, signal, resized)
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
      chart.describe(
        `${whose}The ${axis.label} over steps, on a logarithmic axis: ${values.join(', ') || 'no curve yet'}.`,
      )
    },
  }
}

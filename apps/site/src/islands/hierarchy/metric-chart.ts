import { type ChartAxis, createChart } from '../kit/chart.ts'
import { deltaColour } from '../kit/colour.ts'
import { formatNumber } from '../kit/format.ts'
import type { Theme } from '../kit/theme.ts'
import { lookOf } from './alphas.ts'
import type { Learned } from './training.ts'

/** The metrics that have a chart, by what they tell here, and what goes up along it. */
export const metrics = {
  testError: { kind: 'linear', label: 'test error', domain: [0, 1] },
  trainError: { kind: 'linear', label: 'training error', domain: [0, 1] },
  loss: { kind: 'log', label: 'training loss' },
  kernelDistance: { kind: 'linear', label: 'kernel distance', domain: [0, 1] },
  hammingDistance: { kind: 'linear', label: 'Hamming distance', domain: [0, 0.6] },
} as const satisfies { [name: string]: ChartAxis }

export type MetricName = keyof typeof metrics

export interface MetricChart {
  draw(theme: Theme, networks: readonly Learned[]): void
  /** Says what it shows, for those who do not see it; `whose` comes first. */
  describe(networks: readonly Learned[], whose: string): void
}

/** One metric of all networks over the steps; step 0 has no place on a logarithmic axis. */
export function createMetricChart(
  canvas: HTMLCanvasElement,
  name: MetricName,
  signal: AbortSignal,
  resized: () => void,
): MetricChart {
  const chart = createChart(canvas, { x: { kind: 'log', label: 'step' }, y: metrics[name] }, signal, resized)
  return {
    draw(theme, networks) {
      const curves = networks.map(({ alpha, frames }) => {
        const { likeDelta, dash } = lookOf(alpha)
        return {
          series: {
            length: frames.length,
            x: Float64Array.from(frames, ({ step }) => step),
            y: Float64Array.from(frames, ({ metrics }) => metrics[name]!),
          },
          colour: deltaColour(likeDelta, theme.name),
          dash,
          width: 2.25,
          name: `α = ${alpha}`,
        }
      })
      const last = Math.max(2, ...networks.map(({ steps }) => steps))
      chart.draw(theme, { curves, xDomain: [1, last] })
    },
    describe(networks, whose) {
      const values = networks.flatMap(({ alpha, frames }) => {
        const now = frames.at(-1)
        return now ? [`${formatNumber(now.metrics[name]!)} for α = ${alpha}`] : []
      })
      chart.describe(
        `${whose}The ${metrics[name].label} over steps, on a logarithmic axis: ${values.join(', ') || 'no curve yet'}.`,
      )
    },
  }
}

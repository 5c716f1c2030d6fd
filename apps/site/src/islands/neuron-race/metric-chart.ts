import type { ChartAxis } from '../kit/chart.ts'
import { createMetricChart, type NetworkCurve } from '../training/metric-chart.ts'
import { STEPS } from './networks.ts'
import type { Picture, View } from './picture.ts'

/** The metrics that have a chart, and what goes up along it. */
export const metrics = {
  loss: { kind: 'log', label: 'loss' },
  kernelDistance: { kind: 'linear', label: 'kernel distance', holds: [0, 0.1] },
  hammingDistance: { kind: 'linear', label: 'Hamming distance', holds: [0, 0.1] },
  turning: { kind: 'linear', label: 'turning (degrees)', holds: [0, 10] },
} as const satisfies { [name: string]: ChartAxis }

export type MetricName = keyof typeof metrics

/** One metric of the three networks over the steps; their names stand below the planes. */
export function createMetricView(
  canvas: HTMLCanvasElement,
  metric: MetricName,
  signal: AbortSignal,
  resized: () => void,
): View {
  const chart = createMetricChart(canvas, { metric, axis: metrics[metric], ends: 'marks' }, signal, resized)
  return {
    draw: (theme, picture) => chart.draw(theme, curvesOf(picture), STEPS),
    describe: (picture) => chart.describe(curvesOf(picture)),
  }
}

function curvesOf({ race }: Picture): NetworkCurve[] {
  return (race?.racers ?? []).map(({ name, delta, dash, frames }) => ({
    name,
    frames,
    shown: Math.min(race!.shown, frames.length),
    likeDelta: 2 * Math.sign(delta),
    dash,
  }))
}

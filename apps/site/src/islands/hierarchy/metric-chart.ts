import type { ChartAxis } from '../kit/chart.ts'
import type { NetworkCurve } from '../training/metric-chart.ts'
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

/** How networks look in the charts. */
export function curvesOf(networks: readonly Learned[]): NetworkCurve[] {
  return networks.map(({ alpha, frames }) => ({
    name: `α = ${alpha}`,
    frames,
    shown: frames.length,
    ...lookOf(alpha),
  }))
}

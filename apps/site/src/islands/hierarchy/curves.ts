import type { NetworkCurve } from '../stage/metric-charts.ts'
import { lookOf } from './alphas.ts'
import type { Learned } from './training.ts'

/** How networks look in the charts. */
export function curvesOf(networks: readonly Learned[], nameOf: (alpha: number) => string): NetworkCurve[] {
  return networks.map(({ alpha, frames }) => ({
    name: nameOf(alpha),
    frames,
    shown: frames.length,
    ...lookOf(alpha),
  }))
}

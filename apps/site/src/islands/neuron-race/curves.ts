import type { NetworkCurve } from '../stage/metric-charts.ts'
import type { Picture } from './picture.ts'

/** How the networks look in the charts, as far as they are shown. */
export function curvesOf({ race }: Picture): NetworkCurve[] {
  return (race?.racers ?? []).map(({ name, delta, dash, frames }) => ({
    name,
    frames,
    shown: Math.min(race!.shown, frames.length),
    likeDelta: 2 * Math.sign(delta),
    dash,
  }))
}

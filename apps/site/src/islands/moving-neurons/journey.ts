import { END, type Path } from '../../figures/one-neuron.ts'
import { pixel } from '../../figures/plane.ts'

/** Moments of a journey that are computed; what lies between two of them is straight. */
const MOMENTS = 400
/** Decades of time that are shown, before which next to nothing happens. */
const DECADES = 3.5

/** Where a neuron is at a share of the way through time, in pixels of the picture. */
export interface Place {
  readonly x: number
  readonly y: number
  /** Share of its path that lies behind it, by length. */
  readonly travelled: number
}

/** The time at a share of the journey, even on a logarithmic scale but for the first moment, which is 0. */
export function timeAt(share: number): number {
  return share <= 0 ? 0 : END * 10 ** (-DECADES * (1 - share))
}

/** The exact path of a neuron through the picture, as a function of the share of the journey, from 0 to 1. */
export function journey(path: Path): (share: number) => Place {
  const points = path.betasAt(Array.from({ length: MOMENTS + 1 }, (_, k) => timeAt(k / MOMENTS))).map(pixel)
  const lengths = new Float64Array(points.length)
  for (let k = 1; k < points.length; k++) {
    const [[x, y], [u, v]] = [points[k]!, points[k - 1]!]
    lengths[k] = lengths[k - 1]! + Math.hypot(x - u, y - v)
  }
  return (share) => {
    const at = Math.min(MOMENTS - 1, Math.max(0, Math.floor(share * MOMENTS)))
    const rest = Math.min(1, Math.max(0, share * MOMENTS - at))
    const between = (from: number, to: number): number => from + rest * (to - from)
    const [[x, y], [u, v]] = [points[at]!, points[at + 1]!]
    return {
      x: between(x, u),
      y: between(y, v),
      travelled: between(lengths[at]!, lengths[at + 1]!) / lengths[MOMENTS]!,
    }
  }
}

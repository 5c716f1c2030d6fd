import { exactNeuron, neuronFromBeta } from '@lazyrich/core/single-neuron'

/** A point of the plane of β. */
export type Point = readonly [number, number]

/** The setting of the picture: XᵀX = I, and every network starts as the same function. */
export const START: Point = [-1, 0]
export const TARGET: Point = [0, 1]
export const DELTAS = [4, 2, 1, 0, -1, -2, -4] as const
/** By then the slowest of them (δ = −4, at the rate λ + δ/2 = 0.24) is within 2e-5 of the target. */
export const END = 60

/** One network: β as a function of time. */
export interface Path {
  readonly delta: number
  betaAt(time: number): Point
  /** The same at many times at once. */
  betasAt(times: ArrayLike<number>): Point[]
}

/** The exact solutions of the seven, from most upstream to most downstream. */
export const paths: readonly Path[] = DELTAS.map((delta) => {
  const exact = exactNeuron({ ...neuronFromBeta(START, delta), target: TARGET })
  return {
    delta,
    betaAt(time) {
      const [x, y] = exact.at([time]).beta
      return [x!, y!]
    },
    betasAt(times) {
      const { beta } = exact.at(times)
      return Array.from(times, (_, i): Point => [beta[2 * i]!, beta[2 * i + 1]!])
    },
  }
})

/** Points along the whole path, at least `spacing` apart, the start and the end included. */
export function polyline(path: Path, spacing: number): Point[] {
  const points: Point[] = [START]
  for (let k = 0; k <= 4000; k++) {
    const point = path.betaAt(END * 10 ** (-5 * (1 - k / 4000)))
    if (distance(point, points.at(-1)!) >= spacing) points.push(point)
  }
  points.push(path.betaAt(END))
  return points
}

/** ½‖β − β*‖², the loss of whitened data. */
export function lossAt(point: Point): number {
  return distance(point, TARGET) ** 2 / 2
}

/** When the loss, which only falls, falls below `loss`: by bisection, to 1e-6. */
export function timeToLoss(path: Path, loss: number): number {
  let [early, late] = [0, END]
  while (late - early > 1e-6) {
    const middle = (early + late) / 2
    if (lossAt(path.betaAt(middle)) > loss) early = middle
    else late = middle
  }
  return late
}

function distance([x, y]: Point, [u, v]: Point): number {
  return Math.hypot(x - u, y - v)
}

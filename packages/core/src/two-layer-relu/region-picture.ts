import { UNIT_RATE } from '../learning-rate.ts'
import { symmetricSpaced } from '../spacing.ts'
import { deltasOf, type ReluNetwork } from './network.ts'
import { activationRegions } from './regions.ts'

/** The regions of a two-input network on a grid of points; NaN where the squares of weights are not finite. */
export interface RegionPicture {
  /** Angle of every neuron's line wᵀx = 0, from 0 to π; NaN for w = 0. Length m. */
  readonly lines: Float64Array<ArrayBuffer>
  /** f at the points of the grid, row by row from below. */
  readonly surface: Float64Array<ArrayBuffer>
  /** Parity of the active neurons there, a line counted once. */
  readonly parity: Float64Array<ArrayBuffer>
}

/** Draws {@link RegionPicture}s over [−reach, reach]², on `side` × `side` points. */
export function regionPicture(side: number, reach: number): (network: ReluNetwork) => RegionPicture {
  const at = (k: number): number => symmetricSpaced(reach, side, k)
  return (network) => {
    const lines = new Float64Array(network.a.length).fill(Number.NaN)
    const surface = new Float64Array(side * side).fill(Number.NaN)
    const parity = new Float64Array(side * side).fill(Number.NaN)
    if (deltasOf(network, UNIT_RATE).every(Number.isFinite)) {
      const regions = activationRegions(network)
      regions.lineOf.forEach((line, k) => {
        if (line >= 0) lines[k] = regions.lines[line]!
      })
      for (let p = 0; p < surface.length; p++) {
        const [x, y] = [at(p % side), at(Math.floor(p / side))]
        const region = regions.regionOf(x, y)
        surface[p] = regions.slopes[2 * region]! * x + regions.slopes[2 * region + 1]! * y
        parity[p] = regions.parity[region]!
      }
    }
    return { lines, surface, parity }
  }
}

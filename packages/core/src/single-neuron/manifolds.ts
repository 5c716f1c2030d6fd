import { requireProblem } from '../door/fields.ts'
import { requireFiniteList, requireNumbers } from '../door/list.ts'
import { requireFinite, requirePositive, requireWhole } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import type { Rates } from '../learning-rate.ts'
import { type RateOptions, requireRateOptions } from './rate-options.ts'

/** Points in a grid, for drawing. */
export interface PointGrid {
  /** Row-major. */
  readonly points: Float64Array<ArrayBuffer>
  readonly shape: readonly number[]
}

/**
 * The curve of equal δ in the plane (a, ‖w‖), η_w a² − η_a‖w‖² = δ: a hyperbola whose two branches are a > 0 and a < 0
 * for δ ≥ 0 (two rays at δ = 0), and one branch through a = 0 for δ < 0.
 *
 * Source: arXiv 2406.06158, section 3 and Fig. 2, with learning rates.
 *
 * @param extent how far to draw: to ‖w‖ = extent for δ ≥ 0, from a = −extent to extent for δ < 0.
 * @param count points per branch, ≥ 2, evenly spaced in that coordinate.
 * @returns (a, ‖w‖) of each point: shape [branches, count, 2]; 2 branches for δ ≥ 0, 1 for δ < 0.
 * @throws LazyrichError for δ not finite, an extent or rates that are not positive, a count below 2.
 * @example
 * equalDeltaCurve(-1, 2, 3).points // [-2, 2.236…, 0, 1, 2, 2.236…]
 */
export function equalDeltaCurve(delta: number, extent: number, count: number, options: RateOptions = {}): PointGrid {
  const learningRate = requireRateOptions(options)
  requireGrid(delta, extent)
  requireCount('count', count)
  const meridians = meridiansOf(delta, extent, count, learningRate)
  return { points: Float64Array.from(meridians.flat(2)), shape: [meridians.length, count, 2] }
}

/**
 * The surface of equal δ for two inputs, η_w a² − η_a‖w‖² = δ in (a, w₁, w₂): a hyperboloid of two sheets for δ > 0
 * (upstream: a keeps its sign), a cone at δ = 0, a hyperboloid of one sheet for δ < 0. {@link equalDeltaCurve} turned
 * about the a-axis.
 *
 * Source: arXiv 2406.06158, section 3 and Fig. 2, with learning rates.
 *
 * @param extent how far to draw: to ‖w‖ = extent for δ ≥ 0, from a = −extent to extent for δ < 0.
 * @param count points along a and around, each ≥ 2; the first and the last around are the same point.
 * @returns (a, w₁, w₂) of each point: shape [sheets, count.along, count.around, 3].
 * @throws LazyrichError for δ not finite, an extent or rates that are not positive, counts below 2.
 * @example
 * equalDeltaSurface(1, 3, { along: 10, around: 40 }).shape // [2, 10, 40, 3]
 */
export function equalDeltaSurface(
  delta: number,
  extent: number,
  count: { readonly along: number; readonly around: number },
  options: RateOptions = {},
): PointGrid {
  const learningRate = requireRateOptions(options)
  requireGrid(delta, extent)
  requireProblem('count', count, COUNT)
  requireCount('count.along', count.along)
  requireCount('count.around', count.around)
  const meridians = meridiansOf(delta, extent, count.along, learningRate)
  const points = new Float64Array(meridians.length * count.along * count.around * 3)
  let at = 0
  for (const meridian of meridians)
    for (const [a, size] of meridian)
      for (let k = 0; k < count.around; k++) {
        const angle = k === count.around - 1 ? 0 : (2 * Math.PI * k) / (count.around - 1)
        points.set([a, size * Math.cos(angle), size * Math.sin(angle)], at)
        at += 3
      }
  return { points, shape: [meridians.length, count.along, count.around, 3] }
}

/**
 * The states with the same β = a w, the hyperbola w = β/a in (a, w). For the plane (a, ‖w‖), pass ‖β‖ as the only
 * entry. It meets every surface of equal δ once for each sign of a, at {@link neuronFromBeta}.
 *
 * Source: arXiv 2406.06158, section 3 and Fig. 2.
 *
 * @param beta length d.
 * @param readouts values of a, none 0.
 * @returns (a, w) at each readout: shape [readouts.length, 1 + d].
 * @throws LazyrichError for an empty β, a readout of 0, numbers that are not finite.
 * @example
 * equalBetaCurve([2], [-1, 4]).points // [-1, -2, 4, 0.5]
 */
export function equalBetaCurve(beta: ArrayLike<number>, readouts: ArrayLike<number>): PointGrid {
  requireNumbers('beta', beta)
  requireFiniteList('readouts', readouts)
  const width = 1 + beta.length
  const points = new Float64Array(readouts.length * width)
  for (let i = 0; i < readouts.length; i++) {
    const a = readouts[i]!
    if (a === 0) throw new LazyrichError(`readouts[${i}] is 0: a finite number ≠ 0 is accepted, since w = beta/a`)
    points[i * width] = a
    for (let j = 0; j < beta.length; j++) points[i * width + 1 + j] = beta[j]! / a
  }
  return { points, shape: [readouts.length, width] }
}

const COUNT = { along: true, around: true } as const

/**
 * (a, ‖w‖) along each branch: evenly spaced in ‖w‖ for δ ≥ 0 and in a for δ < 0, so that the other is smooth along the
 * branch.
 */
function meridiansOf(delta: number, extent: number, count: number, { a, w }: Rates): [number, number][][] {
  const root = Math.sqrt(Math.abs(delta))
  const even = Array.from({ length: count }, (_, k) => (extent * k) / (count - 1))
  if (delta < 0)
    return [
      even.map((x) => {
        const readout = 2 * x - extent
        return [readout, Math.hypot(root, Math.sqrt(w) * readout) / Math.sqrt(a)]
      }),
    ]
  return [1, -1].map((sign) =>
    even.map((size) => [(sign * Math.hypot(root, Math.sqrt(a) * size)) / Math.sqrt(w), size]),
  )
}

function requireGrid(delta: number, extent: number): void {
  requireFinite('delta', delta)
  requirePositive('extent', extent)
}

function requireCount(name: string, count: number): void {
  requireWhole(name, count, 2)
}

import type { Rates } from '../learning-rate.ts'
import { dot, norm } from '../vector.ts'
import { balanceOf } from './balance.ts'

/**
 * The linear flow v̇ = [[δ/2, bᵀ], [b, −δ/2]] v behind a whitened problem (see exactNeuron), b = √(η_aη_w) β*: what
 * depends on δ, target and rates alone.
 *
 * exact/linear-flow.ts has the same quantities from a start, in twice the precision and in units in which nothing
 * overflows: 100 operations an entry, which a basin decided by half an ulp needs and a time scale or a plane to draw
 * does not. There δ follows from the start; here it is given, with any target.
 */
export interface Modes {
  readonly delta: number
  /** s = ‖b‖. */
  readonly s: number
  /** The unit vector u along β*; 0 where β* = 0. */
  readonly u: Float64Array
  /** λ = √(δ²/4 + s²). */
  readonly lambda: number
  /** λ + δ/2, the rate of leaving the saddle; for δ < 0 as s²/(λ − δ/2), which does not cancel. */
  readonly leave: number
  /** (cos θ, sin θ), the unit eigenvector of +λ in the plane (q, u). */
  readonly cos: number
  readonly sin: number
}

export function modesOf(delta: number, target: ArrayLike<number>, { a, w }: Rates): Modes {
  const length = norm(target)
  const s = Math.sqrt(a) * Math.sqrt(w) * length
  const u = Float64Array.from(target, (entry) => (length === 0 ? 0 : entry / length))
  const { kappa, readout, weights } = balanceOf(delta, s) // of β*: λ = κ/2, λ ± δ/2 its halves
  const lambda = kappa / 2
  const large = Math.max(readout, weights)
  const major = lambda === 0 ? 1 : Math.sqrt(large / (2 * lambda))
  const minor = lambda === 0 ? 0 : s / (2 * lambda * major)
  const [cos, sin] = delta >= 0 ? [major, minor] : [minor, major]
  return { delta, s, u, lambda, leave: readout, cos, sin }
}

/** A state in the coordinates of {@link Modes}: â, uᵀŵ, ‖ŵ_⊥‖, z₊ = cos θ â + sin θ uᵀŵ and z₋. */
export interface ModeState {
  readonly q: number
  readonly along: number
  readonly across: number
  readonly up: number
  readonly down: number
}

export function modeState({ u, cos, sin }: Modes, a: number, w: ArrayLike<number>, rate: Rates): ModeState {
  const rootA = Math.sqrt(rate.a)
  const q = Math.sqrt(rate.w) * a
  const plain = dot(w, u)
  const across = rootA * norm(Float64Array.from(u, (entry, j) => w[j]! - plain * entry))
  const along = rootA * plain
  return { q, along, across, up: cos * q + sin * along, down: cos * along - sin * q }
}

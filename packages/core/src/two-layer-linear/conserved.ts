import { type Names, requireOptions } from '../door/fields.ts'
import { requireAtLeast } from '../door/number.ts'
import type { Rates } from '../learning-rate.ts'
import { type LinearNetwork, requireNetwork } from './problem.ts'

/**
 * Δ = η_W AAᵀ − η_A WWᵀ, which gradient flow of f(x) = AᵀWx conserves: shape [h, h], row-major. Source: arXiv
 * 2406.06158, section 4, with learning rates.
 *
 * @example
 * linearConserved({ hidden: 2, A: [1, 0, 0, 1], W: [0, 1] }) // Float64Array [1, 0, 0, 0]
 *
 * @throws LazyrichError for lengths that are not multiples of h, entries that are not finite, rates that are not
 * positive.
 */
export function linearConserved(network: LinearNetwork): Float64Array<ArrayBuffer> {
  const { hidden, rates } = requireNetwork(network)
  return conservedOf(network.A, network.W, hidden, rates)
}

/** {@link linearConserved} for factors already checked. 2h²(c + d) multiply-adds. */
export function conservedOf(
  A: ArrayLike<number>,
  W: ArrayLike<number>,
  hidden: number,
  rates: Rates,
): Float64Array<ArrayBuffer> {
  const Delta = new Float64Array(hidden * hidden)
  for (let k = 0; k < hidden; k++)
    for (let l = 0; l < hidden; l++)
      Delta[k * hidden + l] = rates.w * rowProduct(A, hidden, k, l) - rates.a * rowProduct(W, hidden, k, l)
  return Delta
}

/** How near Δ must come to a multiple of I. */
export interface LinearDeltaOptions {
  /** As a share of the largest diagonal entry of η_W AAᵀ and η_A WWᵀ; 1e-8 if left out. */
  readonly tolerance?: number | undefined
}

const OPTIONS: Names<LinearDeltaOptions> = { tolerance: true }
const TOLERANCE = 1e-8

/**
 * δ if Δ = δI to within `tolerance` times the largest diagonal entry of η_W AAᵀ and η_A WWᵀ, since the entries of a
 * start are rounded; undefined if Δ is not a multiple of I.
 *
 * @example
 * linearDelta({ hidden: 2, A: [1, 0, 0, 1], W: [0, 0] }) // 1
 * linearDelta({ hidden: 2, A: [1, 0, 0, 1], W: [0, 1] }) // undefined
 *
 * @throws LazyrichError as {@link linearConserved} does, and for a tolerance below 0.
 */
export function linearDelta(network: LinearNetwork, options: LinearDeltaOptions = {}): number | undefined {
  const { hidden, rates } = requireNetwork(network)
  requireOptions('options', options, OPTIONS)
  const { tolerance = TOLERANCE } = options
  requireAtLeast('tolerance', tolerance, 0)
  return deltaOf(network.A, network.W, hidden, rates, tolerance)
}

/** {@link linearDelta} for factors already checked. */
export function deltaOf(
  A: ArrayLike<number>,
  W: ArrayLike<number>,
  hidden: number,
  rates: Rates,
  tolerance: number = TOLERANCE,
): number | undefined {
  const Delta = conservedOf(A, W, hidden, rates)
  let largest = 0
  let delta = 0
  for (let k = 0; k < hidden; k++) {
    largest = Math.max(largest, rates.w * rowProduct(A, hidden, k, k), rates.a * rowProduct(W, hidden, k, k))
    delta += Delta[k * hidden + k]! / hidden
  }
  for (let k = 0; k < hidden; k++)
    for (let l = 0; l < hidden; l++)
      if (!(Math.abs(Delta[k * hidden + l]! - (k === l ? delta : 0)) <= tolerance * largest)) return undefined
  return delta
}

/** Σ_j M_kj M_lj. */
function rowProduct(M: ArrayLike<number>, rows: number, k: number, l: number): number {
  const columns = M.length / rows
  let sum = 0
  for (let j = 0; j < columns; j++) sum += M[k * columns + j]! * M[l * columns + j]!
  return sum
}

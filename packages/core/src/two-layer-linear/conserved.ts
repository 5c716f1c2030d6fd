import { type Rates, UNIT_RATE } from '../learning-rate.ts'
import { requireLayers } from './problem.ts'

/**
 * Δ = η_W AAᵀ − η_A WWᵀ, which gradient flow of f(x) = AᵀWx conserves: shape [h, h], row-major. Source: arXiv
 * 2406.06158, section 4, with learning rates.
 *
 * @example
 * linearConserved([1, 0, 0, 1], [0, 1], 2) // Float64Array [1, 0, 0, 0]
 *
 * @param A shape [h, c].
 * @param W shape [h, d].
 * @param hidden h.
 * @throws LazyrichError for lengths that are not multiples of h, entries that are not finite, rates that are not
 * positive.
 */
export function linearConserved(
  A: ArrayLike<number>,
  W: ArrayLike<number>,
  hidden: number,
  learningRate: Rates = UNIT_RATE,
): Float64Array {
  requireLayers(hidden, { A }, { W }, learningRate)
  return conservedOf(A, W, hidden, learningRate)
}

/** {@link linearConserved} for factors already checked. 2h²(c + d) multiply-adds. */
export function conservedOf(
  A: ArrayLike<number>,
  W: ArrayLike<number>,
  hidden: number,
  learningRate: Rates,
): Float64Array {
  const Delta = new Float64Array(hidden * hidden)
  for (let k = 0; k < hidden; k++)
    for (let l = 0; l < hidden; l++)
      Delta[k * hidden + l] =
        learningRate.w * rowProduct(A, hidden, k, l) - learningRate.a * rowProduct(W, hidden, k, l)
  return Delta
}

/**
 * δ if Δ = δI to within `tolerance` times the largest diagonal entry of η_W AAᵀ and η_A WWᵀ, since the entries of a
 * start are rounded; undefined if Δ is not a multiple of I.
 *
 * @example
 * linearDelta([1, 0, 0, 1], [0, 0], 2) // 1
 *
 * @param A shape [h, c].
 * @param W shape [h, d].
 * @param hidden h.
 * @throws LazyrichError as {@link linearConserved} does.
 */
export function linearDelta(
  A: ArrayLike<number>,
  W: ArrayLike<number>,
  hidden: number,
  learningRate: Rates = UNIT_RATE,
  tolerance = 1e-8,
): number | undefined {
  const Delta = linearConserved(A, W, hidden, learningRate)
  let largest = 0
  let delta = 0
  for (let k = 0; k < hidden; k++) {
    largest = Math.max(
      largest,
      learningRate.w * rowProduct(A, hidden, k, k),
      learningRate.a * rowProduct(W, hidden, k, k),
    )
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

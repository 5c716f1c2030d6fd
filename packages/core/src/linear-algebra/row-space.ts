import { dot } from '../vector.ts'
import { svd } from './svd.ts'

/** What training can reach, the row space of X, and what it cannot. */
export interface RowSpace {
  /** X⁺y: the shortest β that makes ‖Xβ − y‖ smallest. */
  readonly betaRow: Float64Array<ArrayBuffer>
  /** The part of the given vector in the row space of X, X⁺X v. */
  readonly row: Float64Array<ArrayBuffer>
  /** The rest, v − X⁺X v. */
  readonly rest: Float64Array<ArrayBuffer>
  /** Whether all singular values that count are equal: X is then whitened on its row space (one sample always is). */
  readonly isotropic: boolean
}

/**
 * X⁺y and the parts of v, from the singular values above max(n, d) ε σ₁: smaller ones are rounding and count as 0.
 *
 * Apart from {@link singularCoordinates}, in which a flow is integrated: there squares of X must not overflow, and
 * the distance from these limits, which experiments show down to rounding, would change its digits.
 *
 * @param X shape [n, d], row-major, y of length n, v of length d.
 */
export function rowSpace(X: ArrayLike<number>, y: ArrayLike<number>, v: ArrayLike<number>): RowSpace {
  const n = y.length
  const d = v.length
  const { left, values, right } = svd(Float64Array.from(X), n, d)
  const pairs = values.length
  const betaRow = new Float64Array(d)
  const row = new Float64Array(d)
  const rest = Float64Array.from(v)
  const rounding = Math.max(n, d) * Number.EPSILON
  const most = Math.max(...values)
  let least = most
  values.forEach((sigma, r) => {
    if (!(sigma > rounding * most)) return
    least = Math.min(least, sigma)
    const axis = column(right, d, pairs, r)
    const component = dot(column(left, n, pairs, r), y) / sigma
    const along = dot(axis, rest)
    for (let i = 0; i < d; i++) {
      betaRow[i] = betaRow[i]! + component * axis[i]!
      row[i] = row[i]! + along * axis[i]!
      rest[i] = rest[i]! - along * axis[i]!
    }
  })
  return { betaRow, row, rest, isotropic: most - least <= 8 * rounding * most }
}

/** Column r of a matrix of shape [rows, columns]. */
function column(M: Float64Array, rows: number, columns: number, r: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => M[i * columns + r]!)
}

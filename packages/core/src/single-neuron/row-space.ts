import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import { dot } from '../vector.ts'

/** What training can reach, the row space of X, and what it cannot. */
export interface RowSpace {
  /** X⁺y: the shortest β that makes ‖Xβ − y‖ smallest. */
  readonly betaRow: Float64Array
  /** The part of the given vector in the row space of X, X⁺X v. */
  readonly row: Float64Array
  /** The rest, v − X⁺X v. */
  readonly rest: Float64Array
  /** Whether all singular values that count are equal: X is then whitened on its row space (one sample always is). */
  readonly isotropic: boolean
}

/**
 * X⁺y and the parts of v, from the singular values above max(n, d) ε σ₁: smaller ones are rounding and count as 0.
 *
 * @param X shape [n, d], row-major, y of length n, v of length d.
 */
export function rowSpace(X: ArrayLike<number>, y: ArrayLike<number>, v: ArrayLike<number>): RowSpace {
  const n = y.length
  const d = v.length
  const matrix = Matrix.from1DArray(n, d, Array.from(X))
  const {
    diagonal,
    leftSingularVectors: U,
    rightSingularVectors: V,
  } = new SingularValueDecomposition(matrix, { autoTranspose: true })
  const betaRow = new Float64Array(d)
  const row = new Float64Array(d)
  const rest = Float64Array.from(v)
  const rounding = Math.max(n, d) * Number.EPSILON
  const most = Math.max(...diagonal)
  let least = most
  diagonal.forEach((sigma, r) => {
    if (!(sigma > rounding * most)) return
    least = Math.min(least, sigma)
    const left = U.getColumn(r)
    const right = V.getColumn(r)
    const component = dot(left, y) / sigma
    const along = dot(right, rest)
    for (let i = 0; i < d; i++) {
      betaRow[i] = betaRow[i]! + component * right[i]!
      row[i] = row[i]! + along * right[i]!
      rest[i] = rest[i]! - along * right[i]!
    }
  })
  return { betaRow, row, rest, isotropic: most - least <= 8 * rounding * most }
}

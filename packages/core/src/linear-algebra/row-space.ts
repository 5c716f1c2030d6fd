import { dot } from '../vector.ts'
import { singularCoordinates } from './singular-coordinates.ts'

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
 * X⁺y and the parts of v, by the {@link singularCoordinates} of X: singular values below max(n, d) ε‖X‖ are rounding and
 * count as 0.
 *
 * @param X shape [n, d], row-major, y of length n, v of length d.
 */
export function rowSpace(X: ArrayLike<number>, y: ArrayLike<number>, v: ArrayLike<number>): RowSpace {
  const n = y.length
  const d = v.length
  // By a power of two, so that squares neither overflow nor underflow.
  let largest = 0
  for (let p = 0; p < X.length; p++) largest = Math.max(largest, Math.abs(X[p]!))
  const scale = largest > 1e-100 && largest < 1e100 ? 1 : 2 ** Math.floor(Math.log2(largest || 1))
  const { squares, axes, images } = singularCoordinates(
    Float64Array.from(X, (entry) => entry / scale),
    y,
    d,
  )
  const betaRow = new Float64Array(d)
  const row = new Float64Array(d)
  const rest = Float64Array.from(v)
  squares.forEach((square, r) => {
    const axis = axes.subarray(r * d, (r + 1) * d)
    const component = images[r]! / Math.sqrt(square) / scale
    const along = dot(axis, rest)
    for (let i = 0; i < d; i++) {
      betaRow[i] = betaRow[i]! + component * axis[i]!
      row[i] = row[i]! + along * axis[i]!
      rest[i] = rest[i]! - along * axis[i]!
    }
  })
  const [most, least] = [Math.sqrt(squares[0] ?? 0), Math.sqrt(squares.at(-1) ?? 0)]
  return { betaRow, row, rest, isotropic: most - least <= 8 * Math.max(n, d) * Number.EPSILON * most }
}

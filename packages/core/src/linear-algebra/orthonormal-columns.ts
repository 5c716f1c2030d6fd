/**
 * Replaces M by an orthonormal basis of its column space, by Householder's QR decomposition with column pivoting. Rows
 * of very different size keep their own relative accuracy if the largest come first (Powell and Reid 1969; Higham,
 * *Accuracy and Stability of Numerical Algorithms*, 19.4): they are taken in that order here, and come back in theirs.
 *
 * About 4 rows·columns² − 4/3 columns³ multiply-adds; allocates nothing.
 *
 * @param M shape [rows, columns], row-major, rows ≥ columns, finite, of full column rank.
 */
export interface OrthonormalWork {
  readonly rows: number
  readonly columns: number
  run(M: Float64Array): void
}

/** Room for {@link OrthonormalWork} on matrices of one shape. */
export function orthonormalColumns(rows: number, columns: number): OrthonormalWork {
  /** The matrix by columns, rows in order of size: a reflection walks along a column. */
  const Q = new Float64Array(rows * columns)
  const order = Array.from({ length: rows }, (_, i) => i)
  const size = new Float64Array(rows)
  const left = new Float64Array(columns)
  const tau = new Float64Array(columns)
  const bySize = (i: number, j: number): number => size[j]! - size[i]!

  function dot(p: number, q: number, from: number): number {
    let sum = 0
    for (let i = from; i < rows; i++) sum += Q[p + i]! * Q[q + i]!
    return sum
  }

  /** Column `at` becomes the Householder vector that takes it to a multiple of e_k; its first entry stands for 1. */
  function reflector(at: number, k: number): number {
    const first = Q[at + k]!
    let below = 0
    for (let i = k + 1; i < rows; i++) below += Q[at + i]! * Q[at + i]!
    if (below === 0) {
      return 0
    }
    const length = Math.sqrt(first * first + below)
    const beta = first >= 0 ? -length : length
    const scale = 1 / (first - beta)
    for (let i = k + 1; i < rows; i++) Q[at + i] = Q[at + i]! * scale
    Q[at + k] = 1
    return (beta - first) / beta
  }

  /** Column `at` ← (I − τ v vᵀ) column, with v in column `from`, rows k and below. */
  function reflect(at: number, from: number, k: number, factor: number): void {
    const c = factor * dot(from, at, k)
    for (let i = k; i < rows; i++) Q[at + i] = Q[at + i]! - c * Q[from + i]!
  }

  function swap(p: number, q: number): void {
    for (let i = 0; i < rows; i++) {
      const kept = Q[p * rows + i]!
      Q[p * rows + i] = Q[q * rows + i]!
      Q[q * rows + i] = kept
    }
  }

  return {
    rows,
    columns,
    run(M) {
      for (let i = 0; i < rows; i++) {
        let largest = 0
        for (let j = 0; j < columns; j++) largest = Math.max(largest, Math.abs(M[i * columns + j]!))
        size[i] = largest
        order[i] = i
      }
      order.sort(bySize)
      for (let j = 0; j < columns; j++) for (let i = 0; i < rows; i++) Q[j * rows + i] = M[order[i]! * columns + j]!

      for (let k = 0; k < columns; k++) {
        let pivot = k
        for (let j = k; j < columns; j++) {
          left[j] = dot(j * rows, j * rows, k)
          if (left[j]! > left[pivot]!) pivot = j
        }
        if (pivot !== k) swap(pivot, k)
        tau[k] = reflector(k * rows, k)
        if (tau[k] === 0) Q[k * rows + k] = 1
        for (let j = k + 1; j < columns; j++) reflect(j * rows, k * rows, k, tau[k]!)
      }
      // Q = H₁ … H_n applied to the first columns of I, from the last reflection to the first, in place.
      for (let k = columns - 1; k >= 0; k--) {
        const at = k * rows
        for (let j = k + 1; j < columns; j++) reflect(j * rows, at, k, tau[k]!)
        const factor = tau[k]!
        for (let i = 0; i < k; i++) Q[at + i] = 0
        for (let i = k + 1; i < rows; i++) Q[at + i] = -factor * Q[at + i]!
        Q[at + k] = 1 - factor
      }
      for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) M[order[i]! * columns + j] = Q[j * rows + i]!
    },
  }
}

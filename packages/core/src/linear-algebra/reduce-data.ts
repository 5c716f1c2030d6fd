import { householder } from './householder.ts'

/** Fewer rows of data with the same loss for every linear network. */
export interface ReducedData {
  /** Rows of R and T: the numerical rank of X. */
  readonly rank: number
  /** Shape [rank, d]: RᵀR = XᵀX. */
  readonly R: Float64Array
  /** Shape [rank, c]: RᵀT = XᵀY. */
  readonly T: Float64Array
  /** Σ‖y_i‖² of the part that no linear map reaches: Σ‖P x_i − y_i‖² = ‖P Rᵀ − Tᵀ‖² + floor for every P. */
  readonly floor: number
}

/**
 * Reduces n rows of data to rank(X) rows, by Householder reflections of [X Y] from the left: every sum of squared
 * residuals stays the same, and the number of samples drops out of the cost of a step. XᵀX is never formed: that would
 * square the condition number. Rows of very different size keep their own relative accuracy, since the largest come
 * first and columns are pivoted (Higham, *Accuracy and Stability of Numerical Algorithms*, 19.4). Anything left of X
 * below max(n, d) ε times its largest column is rounding, and counts as 0.
 *
 * About 2 n (d + c) rank multiply-adds, once.
 *
 * @param X shape [n, d], row-major.
 * @param Y shape [n, c], row-major.
 */
export function reduceData(X: ArrayLike<number>, Y: ArrayLike<number>, n: number, d: number, c: number): ReducedData {
  const { entries, columnOrder, diagonal, load, eliminate } = householder(n, d, c)
  load(X, Y)
  const rank = eliminate(Math.max(n, d) * Number.EPSILON)
  const R = new Float64Array(rank * d)
  for (let k = 0; k < d; k++) {
    const column = columnOrder[k]!
    const above = Math.min(k, rank)
    for (let i = 0; i < above; i++) R[i * d + column] = entries[k * n + i]!
    if (k < rank) R[k * d + column] = diagonal[k]!
  }
  const T = new Float64Array(rank * c)
  let floor = 0
  for (let j = 0; j < c; j++) {
    const image = (d + j) * n
    for (let i = 0; i < rank; i++) T[i * c + j] = entries[image + i]!
    for (let i = rank; i < n; i++) floor += entries[image + i]! ** 2
  }
  return { rank, R, T, floor }
}

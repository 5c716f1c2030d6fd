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
  const columns = d + c
  const M = sortedRows(X, Y, n, d, c)
  const order = Array.from({ length: d }, (_, j) => j)
  const at = (i: number, j: number): number => i * columns + (j < d ? order[j]! : j)

  /** Σ_{i ≥ k} M_ip M_iq. */
  function product(k: number, p: number, q: number): number {
    let sum = 0
    for (let i = k; i < n; i++) sum += M[at(i, p)]! * M[at(i, q)]!
    return sum
  }

  let rank = 0
  let first = 0
  for (let k = 0; k < Math.min(n, d); k++) {
    let pivot = k
    let most = -1
    for (let j = k; j < d; j++) {
      const left = product(k, j, j)
      if (left > most) [pivot, most] = [j, left]
    }
    ;[order[k], order[pivot]] = [order[pivot]!, order[k]!]
    const length = Math.sqrt(most)
    if (k === 0) first = length
    if (!(length > Math.max(n, d) * Number.EPSILON * first)) break
    // v = x − βe_k with β of the sign opposite to x_k; H = I − 2vvᵀ/vᵀv, vᵀv = 2β(β − x_k)
    const head = M[at(k, k)]!
    const beta = head >= 0 ? -length : length
    M[at(k, k)] = head - beta
    const half = beta * (beta - head)
    for (let j = k + 1; j < columns; j++) {
      const share = product(k, k, j) / half
      for (let i = k; i < n; i++) M[at(i, j)] = M[at(i, j)]! - share * M[at(i, k)]!
    }
    M[at(k, k)] = beta
    for (let i = k + 1; i < n; i++) M[at(i, k)] = 0
    rank++
  }

  const R = new Float64Array(rank * d)
  const T = new Float64Array(rank * c)
  for (let i = 0; i < rank; i++) {
    for (let j = 0; j < d; j++) R[i * d + j] = M[i * columns + j]!
    for (let j = 0; j < c; j++) T[i * c + j] = M[i * columns + d + j]!
  }
  let floor = 0
  for (let i = rank; i < n; i++) for (let j = d; j < columns; j++) floor += M[i * columns + j]! ** 2
  return { rank, R, T, floor }
}

/** [X Y] with the rows of largest entries first. */
function sortedRows(X: ArrayLike<number>, Y: ArrayLike<number>, n: number, d: number, c: number): Float64Array {
  const size = Float64Array.from({ length: n }, (_, i) => {
    let largest = 0
    for (let j = 0; j < d; j++) largest = Math.max(largest, Math.abs(X[i * d + j]!))
    return largest
  })
  const rows = Array.from(size.keys()).sort((i, j) => size[j]! - size[i]! || i - j)
  const M = new Float64Array(n * (d + c))
  for (const [row, i] of rows.entries()) {
    for (let j = 0; j < d; j++) M[row * (d + c) + j] = X[i * d + j]!
    for (let j = 0; j < c; j++) M[row * (d + c) + d + j] = Y[i * c + j]!
  }
  return M
}

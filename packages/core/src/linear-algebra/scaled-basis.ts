/**
 * Replaces M by a basis of the column space of diag(e^{logs}) M in which no entry is much above 1, for logarithms of any
 * size: Gaussian elimination by columns with complete pivoting on log|M_ij| + logs_i, which leaves the identity on the
 * pivot rows and M_ij e^{logs_i − logs_pivot(j)} elsewhere. Nothing overflows, and what underflows is negligible.
 *
 * About rows·columns² multiply-adds and as many logarithms.
 *
 * @param M shape [rows, columns], row-major, of full column rank.
 */
export function scaledBasis(M: Float64Array, logs: Float64Array, columns: number): void {
  const rows = logs.length
  const pivotRow = new Int32Array(columns)
  const free = new Uint8Array(rows).fill(1)
  const open = new Uint8Array(columns).fill(1)
  for (let step = 0; step < columns; step++) {
    let best = Number.NEGATIVE_INFINITY
    let row = -1
    let column = -1
    for (let i = 0; i < rows; i++) {
      if (!free[i]) continue
      for (let j = 0; j < columns; j++) {
        const size = open[j] ? Math.log(Math.abs(M[i * columns + j]!)) + logs[i]! : Number.NEGATIVE_INFINITY
        if (size > best) {
          best = size
          row = i
          column = j
        }
      }
    }
    free[row] = 0
    open[column] = 0
    pivotRow[column] = row
    const pivot = M[row * columns + column]!
    for (let i = 0; i < rows; i++) M[i * columns + column] = M[i * columns + column]! / pivot
    for (let j = 0; j < columns; j++) {
      const factor = M[row * columns + j]!
      if (j === column || factor === 0) continue
      for (let i = 0; i < rows; i++) M[i * columns + j] = M[i * columns + j]! - factor * M[i * columns + column]!
      M[row * columns + j] = 0
    }
  }
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const entry = M[i * columns + j]!
      if (entry !== 0) M[i * columns + j] = entry * Math.exp(logs[i]! - logs[pivotRow[j]!]!)
    }
}

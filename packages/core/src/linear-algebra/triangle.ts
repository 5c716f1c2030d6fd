/**
 * The triangle R of M = QR by Householder's reflections: MᵀM = RᵀR without squaring the condition of M, so that R stands
 * for M in all that a rotation of its rows does not change. rows·columns² multiply-adds.
 *
 * @param M shape [rows, columns], row-major, rows ≥ columns.
 * @returns R, shape [columns, columns], row-major, 0 below the diagonal.
 */
export function triangle(M: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const Q = Float64Array.from(M)
  const into = new Float64Array(columns * columns)
  for (let k = 0; k < columns; k++) {
    let squared = 0
    for (let i = k; i < rows; i++) squared += Q[i * columns + k]! * Q[i * columns + k]!
    const top = Q[k * columns + k]!
    const diagonal = top >= 0 ? -Math.sqrt(squared) : Math.sqrt(squared)
    into[k * columns + k] = diagonal
    // A column of zeros needs no reflection: row k of the rest stays as it is.
    const factor = diagonal === 0 ? 0 : -1 / (diagonal * (top - diagonal))
    // I − v vᵀ·factor with v = column − diagonal·e₁; v₁ is a sum of two numbers of one sign.
    Q[k * columns + k] = top - diagonal
    for (let j = k + 1; j < columns; j++) {
      let product = 0
      for (let i = k; i < rows; i++) product += Q[i * columns + k]! * Q[i * columns + j]!
      product *= factor
      for (let i = k; i < rows; i++) Q[i * columns + j] = Q[i * columns + j]! - product * Q[i * columns + k]!
    }
    for (let j = k + 1; j < columns; j++) into[k * columns + j] = Q[k * columns + j]!
  }
  return into
}

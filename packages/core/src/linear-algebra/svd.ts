import { Matrix, SingularValueDecomposition } from 'ml-matrix'

/** M = Σ_k values_k left_k right_kᵀ, largest first, with what completes both bases. */
export interface Svd {
  /** Left singular vectors in columns: shape [rows, rows], row-major. */
  readonly left: Float64Array
  /** min(rows, columns) numbers ≥ 0. */
  readonly values: Float64Array
  /** Right singular vectors in columns: shape [columns, columns], row-major. */
  readonly right: Float64Array
}

/**
 * Singular values and square orthogonal matrices of singular vectors. This file is the only one that knows ml-matrix.
 *
 * @param M shape [rows, columns], row-major, finite.
 */
export function svd(M: Float64Array, rows: number, columns: number): Svd {
  const { leftSingularVectors, diagonal, rightSingularVectors } = new SingularValueDecomposition(
    matrixOf(M, rows, columns),
    { autoTranspose: true },
  )
  const pairs = Math.min(rows, columns)
  return {
    left: completed(leftSingularVectors, rows, pairs),
    values: Float64Array.from(diagonal),
    right: completed(rightSingularVectors, columns, pairs),
  }
}

/** The singular values alone, largest first. */
export function singularValuesOf(M: Float64Array, rows: number, columns: number): Float64Array {
  const { diagonal } = new SingularValueDecomposition(matrixOf(M, rows, columns), {
    autoTranspose: true,
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
  })
  return Float64Array.from(diagonal).sort((p, q) => q - p)
}

function matrixOf(M: Float64Array, rows: number, columns: number): Matrix {
  return Matrix.from1DArray(rows, columns, M as unknown as number[])
}

/** The first columns of M, completed by unit vectors orthogonalized twice. Shape [n, n]. */
function completed(M: Matrix, n: number, columns: number): Float64Array {
  const basis = Array.from({ length: columns }, (_, k) => Float64Array.from({ length: n }, (_, i) => M.get(i, k)))
  while (basis.length < n) {
    // The unit vector furthest from the span so far.
    let best = 0
    let most = -1
    for (let i = 0; i < n; i++) {
      let left = 1
      for (const vector of basis) left -= vector[i]! * vector[i]!
      if (left > most) {
        most = left
        best = i
      }
    }
    const vector = new Float64Array(n)
    vector[best] = 1
    for (let pass = 0; pass < 2; pass++)
      for (const other of basis) {
        let dot = 0
        for (let i = 0; i < n; i++) dot += vector[i]! * other[i]!
        for (let i = 0; i < n; i++) vector[i] = vector[i]! - dot * other[i]!
      }
    let squared = 0
    for (let i = 0; i < n; i++) squared += vector[i]! * vector[i]!
    basis.push(vector.map((entry) => entry / Math.sqrt(squared)))
  }
  return Float64Array.from({ length: n * n }, (_, p) => basis[p % n]![Math.floor(p / n)]!)
}

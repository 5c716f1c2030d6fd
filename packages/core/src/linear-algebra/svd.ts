import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import { powerOfTwo, scaledBy } from '../power-of-two.ts'
import { largestEntry } from '../vector.ts'

/** M = Σ_k values_k left_k right_kᵀ, largest first. */
export interface Svd {
  /** Left singular vectors in columns: shape [rows, min(rows, columns)], row-major; square where it is the full one. */
  readonly left: Float64Array
  /** min(rows, columns) numbers ≥ 0. */
  readonly values: Float64Array
  /** Right singular vectors in columns: shape [columns, min(rows, columns)], row-major; square where it is the full one. */
  readonly right: Float64Array
}

/**
 * Singular values and vectors. This file is the only one that knows ml-matrix. Entries near either end of the range of
 * doubles are scaled first, so that a value is infinite only where it is beyond that range.
 *
 * @param M shape [rows, columns], row-major, finite.
 */
export function svd(M: Float64Array, rows: number, columns: number): Svd {
  const scale = powerOfTwo(largestEntry(M))
  const { leftSingularVectors, diagonal, rightSingularVectors } = new SingularValueDecomposition(
    matrixOf(scaledBy(scale, M), rows, columns),
    { autoTranspose: true },
  )
  return {
    left: Float64Array.from(leftSingularVectors.to1DArray()),
    values: Float64Array.from(diagonal, (value) => scale * value),
    right: Float64Array.from(rightSingularVectors.to1DArray()),
  }
}

/** The same with both bases completed to square orthogonal matrices. */
export function fullSvd(M: Float64Array, rows: number, columns: number): Svd {
  const { left, values, right } = svd(M, rows, columns)
  const pairs = Math.min(rows, columns)
  return { left: completed(left, rows, pairs), values, right: completed(right, columns, pairs) }
}

/** The singular values alone, largest first. */
export function singularValuesOf(M: Float64Array, rows: number, columns: number): Float64Array {
  const scale = powerOfTwo(largestEntry(M))
  const { diagonal } = new SingularValueDecomposition(matrixOf(scaledBy(scale, M), rows, columns), {
    autoTranspose: true,
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
  })
  return Float64Array.from(diagonal, (value) => scale * value).sort((p, q) => q - p)
}

function matrixOf(M: ArrayLike<number>, rows: number, columns: number): Matrix {
  return Matrix.from1DArray(rows, columns, M as unknown as number[])
}

/** M of shape [n, columns], completed by unit vectors orthogonalized twice. Shape [n, n]. */
function completed(M: Float64Array, n: number, columns: number): Float64Array {
  const basis = Array.from({ length: columns }, (_, k) =>
    Float64Array.from({ length: n }, (_, i) => M[i * columns + k]!),
  )
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

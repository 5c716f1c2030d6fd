import { singularValuesOf } from './svd.ts'

/**
 * The eigenvalues of a symmetric matrix, largest first, each to a few ε of the largest in size: shifted by a bound σ on
 * their sizes they are all ≥ 0, and thus singular values. What is 0 up to rounding is given as 0.
 *
 * @param M shape [n, n], finite; changed.
 */
export function symmetricEigenvalues(M: Float64Array, n: number): Float64Array {
  let bound = 0
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum += Math.abs(M[i * n + j]!)
    bound = Math.max(bound, sum)
  }
  if (bound === 0) return new Float64Array(n)
  for (let i = 0; i < n; i++) M[i * n + i] = M[i * n + i]! + bound
  return singularValuesOf(M, n, n).map((value) =>
    Math.abs(value - bound) <= 8 * n * Number.EPSILON * bound ? 0 : value - bound,
  )
}

import { orthonormalVectors } from './orthonormal.ts'
import type { RandomStream } from './stream.ts'

/**
 * Σ_k s_k u_k v_kᵀ with random orthonormal u_k and v_k: a matrix with the given singular values, of which there are at
 * most min(rows, columns).
 */
export function matrixOfSingularValues(
  random: RandomStream,
  rows: number,
  columns: number,
  singularValues: Float64Array,
): Float64Array<ArrayBuffer> {
  const M = new Float64Array(rows * columns)
  const left = orthonormalVectors(random, singularValues.length, rows)
  const right = orthonormalVectors(random, singularValues.length, columns)
  for (const [k, value] of singularValues.entries())
    for (let j = 0; j < rows; j++)
      for (let i = 0; i < columns; i++) M[j * columns + i] = M[j * columns + i]! + value * left[k]![j]! * right[k]![i]!
  return M
}

import { orthonormalVectors } from './orthonormal.ts'
import type { RandomStream } from './stream.ts'

/** Σ_k s_k u_k v_kᵀ with random orthonormal u_k, v_k: a matrix of given singular values, as many as fit its sides. */
export function matrixOfSingularValues(
  random: RandomStream,
  rows: number,
  columns: number,
  singularValues: Float64Array,
): Float64Array {
  const M = new Float64Array(rows * columns)
  const left = orthonormalVectors(random, singularValues.length, rows)
  const right = orthonormalVectors(random, singularValues.length, columns)
  for (const [k, value] of singularValues.entries())
    for (let j = 0; j < rows; j++)
      for (let i = 0; i < columns; i++) M[j * columns + i] = M[j * columns + i]! + value * left[k]![j]! * right[k]![i]!
  return M
}

import type { RandomStream } from '../random/stream.ts'

/** Σ_k s_k u_k v_kᵀ with random orthonormal u_k and v_k: a matrix of given singular values, at most as many as its sides. */
export function drawTarget(random: RandomStream, rows: number, columns: number, strengths: Float64Array): Float64Array {
  const target = new Float64Array(rows * columns)
  const left = orthonormal(random, strengths.length, rows)
  const right = orthonormal(random, strengths.length, columns)
  for (const [k, strength] of strengths.entries())
    for (let j = 0; j < rows; j++)
      for (let i = 0; i < columns; i++)
        target[j * columns + i] = target[j * columns + i]! + strength * left[k]![j]! * right[k]![i]!
  return target
}

/** Random orthonormal vectors, by Gram and Schmidt twice. */
function orthonormal(random: RandomStream, count: number, length: number): Float64Array[] {
  const found: Float64Array[] = []
  while (found.length < count) {
    const vector = Float64Array.from({ length }, () => random.normal())
    for (const other of [...found, ...found]) {
      const share = vector.reduce((sum, entry, i) => sum + entry * other[i]!, 0)
      for (let i = 0; i < length; i++) vector[i] = vector[i]! - share * other[i]!
    }
    const size = Math.sqrt(vector.reduce((sum, entry) => sum + entry * entry, 0))
    found.push(vector.map((entry) => entry / size))
  }
  return found
}

import { orthonormalColumns } from '../linear-algebra/orthonormal-columns.ts'
import type { RandomStream } from './stream.ts'

// Two ways, since recorded experiments depend on the numbers of each: they differ in rounding, in the order
// in which numbers are drawn, and in which vector is drawn first.

/** Random orthonormal vectors one after another, by Gram and Schmidt twice: each draw leaves the earlier vectors alone. */
export function orthonormalVectors(random: RandomStream, count: number, length: number): Float64Array[] {
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

/** Random orthonormal columns, uniform up to signs, by Householder's QR decomposition: shape [rows, columns]. */
export function orthonormalMatrix(random: RandomStream, rows: number, columns: number): Float64Array {
  const M = Float64Array.from({ length: rows * columns }, () => random.normal())
  orthonormalColumns(rows, columns).run(M)
  return M
}

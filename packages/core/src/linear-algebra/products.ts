/**
 * C ← A Bᵀ for A of shape [n, k], B of shape [m, k] and C of shape [n, m], all row-major: both factors are read along
 * their rows. nmk multiply-adds in blocks of 2 × 2, so that 4 loads serve 4 of them; allocates nothing.
 */
export function timesTransposed(
  A: Float64Array,
  B: Float64Array,
  C: Float64Array,
  n: number,
  m: number,
  k: number,
): void {
  for (let i = 0; i < n; i += 2) {
    const p = i * k
    const q = i + 1 < n ? p + k : p
    for (let j = 0; j < m; j += 2) {
      const r = j * k
      const s = j + 1 < m ? r + k : r
      let pr = 0
      let ps = 0
      let qr = 0
      let qs = 0
      for (let l = 0; l < k; l++) {
        const x = A[p + l]!
        const y = A[q + l]!
        const u = B[r + l]!
        const v = B[s + l]!
        pr += x * u
        ps += x * v
        qr += y * u
        qs += y * v
      }
      C[i * m + j] = pr
      if (s !== r) C[i * m + j + 1] = ps
      if (q !== p) {
        C[(i + 1) * m + j] = qr
        if (s !== r) C[(i + 1) * m + j + 1] = qs
      }
    }
  }
}

/** M N for M of shape [rows, middle] and N of shape [middle, columns], both row-major. */
export function times(
  M: ArrayLike<number>,
  N: ArrayLike<number>,
  rows: number,
  middle: number,
  columns: number,
): Float64Array<ArrayBuffer> {
  const into = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < middle; k++)
      for (let j = 0; j < columns; j++)
        into[i * columns + j] = into[i * columns + j]! + M[i * middle + k]! * N[k * columns + j]!
  return into
}

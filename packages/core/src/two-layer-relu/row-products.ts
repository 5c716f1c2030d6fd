/** Rows per call where there are many: two tiles. */
export const ROWS = 6

/**
 * The rows from … to − 1 of A Bᵀ: into[(i − from) stride + j] = Σ_k A_ik B_jk, j below `columns`. Each entry is summed
 * in the order of k, whatever the tiles.
 *
 * (to − from) · columns · width multiply-adds in tiles of 3 × 2, whose six sums and five factors stay in registers: the
 * plain loop, with 2 loads per multiply-add instead of 5/6, takes four times as long; 4 × 4 spills registers.
 *
 * @param A rows of length `width`.
 * @param B rows of the same length.
 */
export function rowProducts(
  A: Float64Array,
  from: number,
  to: number,
  B: Float64Array,
  columns: number,
  width: number,
  into: Float64Array,
  stride: number,
): void {
  if (to - from < 3 || columns < 2) {
    for (let i = from; i < to; i++)
      for (let j = 0; j < columns; j++) {
        let sum = 0
        for (let k = 0; k < width; k++) sum += A[i * width + k]! * B[j * width + k]!
        into[(i - from) * stride + j] = sum
      }
    return
  }
  // The last tile of a row or column overlaps the one before if the sizes do not divide evenly.
  for (let tile = from; tile < to; tile += 3) {
    const i = Math.min(tile, to - 3)
    const [a, b, c] = [i * width, (i + 1) * width, (i + 2) * width]
    const at = (i - from) * stride
    for (let other = 0; other < columns; other += 2) {
      const j = Math.min(other, columns - 2)
      const [p, q] = [j * width, (j + 1) * width]
      let ap = 0
      let aq = 0
      let bp = 0
      let bq = 0
      let cp = 0
      let cq = 0
      for (let k = 0; k < width; k++) {
        const x = B[p + k]!
        const y = B[q + k]!
        const u = A[a + k]!
        ap += u * x
        aq += u * y
        const v = A[b + k]!
        bp += v * x
        bq += v * y
        const w = A[c + k]!
        cp += w * x
        cq += w * y
      }
      into[at + j] = ap
      into[at + j + 1] = aq
      into[at + stride + j] = bp
      into[at + stride + j + 1] = bq
      into[at + 2 * stride + j] = cp
      into[at + 2 * stride + j + 1] = cq
    }
  }
}

/** The transpose of the matrix of shape [rows, columns] that begins at `from` in M, row-major. */
export function transposed(M: ArrayLike<number>, rows: number, columns: number, from = 0): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, p) => M[from + (p % rows) * columns + Math.floor(p / rows)]!)
}

import { addFour, addOne } from './add-rows'

/** Columns in one go: four rows of them and one of C stay in the nearest cache. */
const BLOCK: i32 = 4096

/**
 * C = op(A) B for a C of few rows, or sums of few terms: each row of C is a sum of rows of B, which are read in order
 * and where they lie, four at a time. Floor: 4 bytes read an entry of B, for few rows, or written one of C, for few
 * terms.
 */
export function byRows(
  a: usize,
  b: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  aRow: i32,
  aColumn: i32,
  bRow: i32,
): void {
  const step = <usize>aColumn << 2
  for (let j = 0; j < n; j += BLOCK) {
    const width = <usize>min(BLOCK, n - j) << 2
    let from = b + (<usize>j << 2)
    let left = a
    for (let p = 0; p < k; ) {
      const four = k - p >= 4
      for (let i = 0; i < m; i++) {
        const at = left + ((<usize>i * <usize>aRow) << 2)
        const to = c + ((<usize>i * <usize>n + <usize>j) << 2)
        if (four) addFour(at, step, from, <usize>bRow << 2, to, width, p > 0)
        else addOne(at, from, to, width, p > 0)
      }
      const rows: usize = four ? 4 : 1
      left += rows * step
      from += (rows * <usize>bRow) << 2
      p += <i32>rows
    }
  }
}

import { byDots } from './gemm-dots'
import { pack } from './gemm-pack'
import { packSixApart, packSixTogether } from './gemm-pack-six'
import { byRows } from './gemm-rows'
import { tile } from './gemm-tile'

// C = A B in blocks: KC rows of NC columns of B are packed into panels of 8 columns, [KC][8], and read in order; A is
// read where it lies, or where there are many panels from a copy of six rows of it. A tile of C is 6 × 8: twelve sums,
// two vectors of B and one of A fill the fifteen registers. Floor: 2 m n k flops at 8 a multiply and add, m k ⌈n/8⌉ / 6
// splats and 2 k loads a tile besides. Packing B, which costs as much as one row of C, does not pay for few rows: those
// products are read where they lie. Packing A costs as much as a third of a panel.

const KC: i32 = 256
const NC: i32 = 512
/** Bytes of scratch for the packed block and one tile that overhangs C. */
const PANELS: usize = <usize>KC * <usize>NC * 4
const TILE: usize = 6 * 8 * 4
/** And for six rows of A. */
const SIX: usize = <usize>KC * 6 * 4
/** So few rows, or so few terms of a sum, are not worth packing B; unless B has no more columns than this. */
const FEW: i32 = 4
const SHALLOW: i32 = 2
const NARROW: i32 = 16
/** So many columns of B, and more, read six rows of A often enough that they are worth packing. */
const WIDE: i32 = 64

export function gemmScratch(): usize {
  return PANELS + TILE + SIX
}

/**
 * C = op(A) op(B), C of shape [m, n], row-major and dense; entry (i, p) of op(A) lies at a + 4 (i aRow + p aColumn),
 * entry (p, j) of op(B) at b + 4 (p bRow + j bColumn).
 */
export function gemm(
  a: usize,
  b: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  aRow: i32,
  aColumn: i32,
  bRow: i32,
  bColumn: i32,
  scratch: usize,
): void {
  if (k == 0) {
    memory.fill(c, 0, (<usize>m * <usize>n) << 2)
    return
  }
  if (n == 1 && m > 1) {
    // A column is the row of the transposed product.
    gemm(b, a, c, 1, m, k, 1, bRow, aColumn, aRow, scratch)
    return
  }
  if (bColumn == 1 && n >= NARROW && (m <= FEW || k <= SHALLOW)) {
    byRows(a, b, c, m, n, k, aRow, aColumn, bRow)
    return
  }
  if (m <= 2 && bRow == 1 && aColumn == 1) {
    byDots(a, b, c, m, n, k, aRow, bColumn)
    return
  }
  for (let j = 0; j < n; j += NC) {
    const columns = min(NC, n - j)
    for (let p = 0; p < k; p += KC) {
      const depth = min(KC, k - p)
      pack(b + ((<usize>p * <usize>bRow + <usize>j * <usize>bColumn) << 2), depth, columns, bRow, bColumn, scratch)
      const left = a + ((<usize>p * <usize>aColumn) << 2)
      for (let i = 0; i < m; i += 6) {
        const rows = min(6, m - i)
        let from = left + ((<usize>i * <usize>aRow) << 2)
        let step = aColumn
        let row = aRow
        if (rows == 6 && columns >= WIDE && (aRow == 1 || aColumn == 1)) {
          const six = scratch + PANELS + TILE
          if (aRow == 1) packSixTogether(from, depth, <usize>aColumn << 2, six)
          else packSixApart(from, depth, <usize>aRow << 2, six)
          from = six
          row = 1
          step = 6
        }
        let to = c + ((<usize>i * <usize>n + <usize>j) << 2)
        let panel = scratch
        for (let q = 0; q < columns; q += 8) {
          const width = min(8, columns - q)
          tile(from, panel, to, rows, width, depth, n, row, step, p > 0, scratch + PANELS)
          panel += <usize>depth << 5
          to += 32
        }
      }
    }
  }
}

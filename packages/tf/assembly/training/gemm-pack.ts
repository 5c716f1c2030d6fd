import { packTransposed } from './gemm-pack-transposed'

/**
 * Columns j … j + 8 of B side by side, row after row. What stands behind the last column is never read from the tile
 * and may be anything.
 */
export function pack(b: usize, depth: i32, columns: i32, bRow: i32, bColumn: i32, to: usize): void {
  const row = <usize>bRow << 2
  const column = <usize>bColumn << 2
  for (let j = 0; j < columns; j += 8) {
    const width = min(8, columns - j)
    let from = b + <usize>j * column
    if (bColumn == 1) {
      for (const end = to + (<usize>depth << 5); to < end; to += 32, from += row) {
        if (width == 8) {
          v128.store(to, v128.load(from))
          v128.store(to, v128.load(from, 16), 16)
        } else packPart(from, width, to)
      }
    } else if (bRow == 1) {
      packTransposed(from, depth, column, width, to)
      to += <usize>depth << 5
    } else {
      for (let p = 0; p < depth; p++, from += row, to += 32)
        for (let q = 0; q < width; q++) store<f32>(to + (<usize>q << 2), load<f32>(from + <usize>q * column))
    }
  }
}

/** Fewer than eight entries. */
// @ts-expect-error: a decorator of the language
@inline
function packPart(from: usize, width: i32, to: usize): void {
  if (width & 4) {
    v128.store(to, v128.load(from))
    from += 16
    to += 16
  }
  if (width & 2) {
    store<u64>(to, load<u64>(from))
    from += 8
    to += 8
  }
  if (width & 1) store<u32>(to, load<u32>(from))
}

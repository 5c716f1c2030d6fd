/**
 * Eight columns of B that are contiguous, `width` of which exist, side by side: blocks of 4 × 4 are transposed in
 * registers. In place of those that do not exist stands the last.
 */
export function packTransposed(b: usize, depth: i32, column: usize, width: i32, to: usize): void {
  let p = 0
  for (; p + 4 <= depth; p += 4) {
    transpose(b, column, width - 1, to)
    transpose(b + min(4, width - 1) * column, column, width - 5, to + 16)
    b += 16
    to += 128
  }
  for (; p < depth; p++) {
    for (let q = 0; q < width; q++) store<f32>(to + (<usize>q << 2), load<f32>(b + <usize>q * column))
    b += 4
    to += 32
  }
}

/** Four columns, none after the one numbered `last`. */
// @ts-expect-error: a decorator of the language
@inline
function transpose(from: usize, column: usize, last: i32, to: usize): void {
  const r0 = v128.load(from)
  const r1 = v128.load(from + <usize>max(0, min(1, last)) * column)
  const r2 = v128.load(from + <usize>max(0, min(2, last)) * column)
  const r3 = v128.load(from + <usize>max(0, min(3, last)) * column)
  const a = i32x4.shuffle(r0, r1, 0, 4, 1, 5)
  const b = i32x4.shuffle(r0, r1, 2, 6, 3, 7)
  const c = i32x4.shuffle(r2, r3, 0, 4, 1, 5)
  const d = i32x4.shuffle(r2, r3, 2, 6, 3, 7)
  v128.store(to, i64x2.shuffle(a, c, 0, 2))
  v128.store(to, i64x2.shuffle(a, c, 1, 3), 32)
  v128.store(to, i64x2.shuffle(b, d, 0, 2), 64)
  v128.store(to, i64x2.shuffle(b, d, 1, 3), 96)
}

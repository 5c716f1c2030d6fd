// Six rows of A, their entries of one column side by side, [depth][6]: a row of tiles reads them again for every panel of
// B, from one address and from the nearest cache. Floor: 24 bytes read and written a column.

/**
 * Of a transposed A, where the six lie side by side already, but `step` bytes from those of the next column: so far apart
 * they fall on few lines of the cache.
 */
export function packSixTogether(from: usize, depth: i32, step: usize, to: usize): void {
  for (const end = to + <usize>depth * 24; to < end; to += 24, from += step) {
    v128.store(to, v128.load(from))
    store<u64>(to, load<u64>(from, 16), 16)
  }
}

/** Of an A that is not transposed, its rows `row` bytes apart: four columns at once. */
export function packSixApart(from: usize, depth: i32, row: usize, to: usize): void {
  const b = from + row
  const c = b + row
  const d = c + row
  const e = d + row
  const f = e + row
  let p: usize = 0
  for (const whole = (<usize>depth << 2) & ~15; p < whole; p += 16, to += 96) {
    const a4 = v128.load(from + p)
    const b4 = v128.load(b + p)
    const c4 = v128.load(c + p)
    const d4 = v128.load(d + p)
    const e4 = v128.load(e + p)
    const f4 = v128.load(f + p)
    const abLow = i32x4.shuffle(a4, b4, 0, 4, 1, 5)
    const abHigh = i32x4.shuffle(a4, b4, 2, 6, 3, 7)
    const cdLow = i32x4.shuffle(c4, d4, 0, 4, 1, 5)
    const cdHigh = i32x4.shuffle(c4, d4, 2, 6, 3, 7)
    const efLow = i32x4.shuffle(e4, f4, 0, 4, 1, 5)
    const efHigh = i32x4.shuffle(e4, f4, 2, 6, 3, 7)
    v128.store(to, i64x2.shuffle(abLow, cdLow, 0, 2))
    v128.store64_lane(to, efLow, 0, 16)
    v128.store(to, i64x2.shuffle(abLow, cdLow, 1, 3), 24)
    v128.store64_lane(to, efLow, 1, 40)
    v128.store(to, i64x2.shuffle(abHigh, cdHigh, 0, 2), 48)
    v128.store64_lane(to, efHigh, 0, 64)
    v128.store(to, i64x2.shuffle(abHigh, cdHigh, 1, 3), 72)
    v128.store64_lane(to, efHigh, 1, 88)
  }
  for (const end = <usize>depth << 2; p < end; p += 4, to += 24)
    for (let i: usize = 0, at = from + p; i < 24; i += 4, at += row) store<f32>(to + i, load<f32>(at))
}

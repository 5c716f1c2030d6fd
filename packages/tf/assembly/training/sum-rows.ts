import { finite } from './finite'
import { put } from './put'
import { scaled } from './scaled'

/**
 * The sums of `rows` rows of few entries, times `scale`, four rows at a time: a vector of sums of each, and the four
 * added across. False where one of them may not be finite. Floor: 4 bytes read an entry.
 */
export function sumRows(x: usize, out: usize, rows: i32, length: i32, scale: f64): bool {
  let all = f32x4.splat(0)
  const bytes = <usize>length << 2
  const whole = bytes & ~15
  // Where a row ends within a vector, its last vector overlaps the one before, and what is in both is masked; times 0,
  // a NaN would stay one.
  const rest = i32x4.gt_s(i32x4(0, 1, 2, 3), i32x4.splat(3 - (length & 3)))
  for (; rows > 0; rows -= 4) {
    // In place of rows behind the last stands the last.
    const count = min(4, rows)
    const x1 = x + (count > 1 ? bytes : 0)
    const x2 = x1 + (count > 2 ? bytes : 0)
    const x3 = x2 + (count > 3 ? bytes : 0)
    let sums: v128
    if (length >= 4) {
      let s0 = f32x4.splat(0)
      let s1 = s0
      let s2 = s0
      let s3 = s0
      for (let j: usize = 0; j < whole; j += 16) {
        s0 = f32x4.add(s0, v128.load(x + j))
        s1 = f32x4.add(s1, v128.load(x1 + j))
        s2 = f32x4.add(s2, v128.load(x2 + j))
        s3 = f32x4.add(s3, v128.load(x3 + j))
      }
      if (whole < bytes) {
        const last = bytes - 16
        s0 = f32x4.add(s0, v128.and(rest, v128.load(x + last)))
        s1 = f32x4.add(s1, v128.and(rest, v128.load(x1 + last)))
        s2 = f32x4.add(s2, v128.and(rest, v128.load(x2 + last)))
        s3 = f32x4.add(s3, v128.and(rest, v128.load(x3 + last)))
      }
      const s01 = f32x4.add(i32x4.shuffle(s0, s1, 0, 4, 1, 5), i32x4.shuffle(s0, s1, 2, 6, 3, 7))
      const s23 = f32x4.add(i32x4.shuffle(s2, s3, 0, 4, 1, 5), i32x4.shuffle(s2, s3, 2, 6, 3, 7))
      sums = f32x4.add(i64x2.shuffle(s01, s23, 0, 2), i64x2.shuffle(s01, s23, 1, 3))
    } else if (length == 2 && count == 4) {
      const low = v128.load(x)
      const high = v128.load(x2)
      sums = f32x4.add(i32x4.shuffle(low, high, 0, 2, 4, 6), i32x4.shuffle(low, high, 1, 3, 5, 7))
    } else {
      sums = v128.load32_zero(x)
      sums = v128.load32_lane(x1, sums, 1)
      sums = v128.load32_lane(x2, sums, 2)
      sums = v128.load32_lane(x3, sums, 3)
      for (let j: usize = 4; j < bytes; j += 4) {
        let more = v128.load32_zero(x + j)
        more = v128.load32_lane(x1 + j, more, 1)
        more = v128.load32_lane(x2 + j, more, 2)
        more = v128.load32_lane(x3 + j, more, 3)
        sums = f32x4.add(sums, more)
      }
    }
    if (scale != 1) sums = scaled(sums, scale)
    all = f32x4.add(all, sums)
    if (count == 4) v128.store(out, sums)
    else put(out, sums, sums, count)
    x = x3 + bytes
    out += 16
  }
  return finite(all)
}

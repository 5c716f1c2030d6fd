import { fma } from './fma'
import { put } from './put'

/**
 * C = A op(B) for a C of one or two rows and a transposed B: each entry is the product of two runs of k entries, four
 * runs of B at a time; in place of those behind the last stands the last. Floor: 4 bytes read an entry of B.
 */
export function byDots(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, aRow: i32, bColumn: i32): void {
  const column = <usize>bColumn << 2
  const bytes = <usize>k << 2
  const whole = bytes & ~15
  for (let j = 0; j < n; j += 4) {
    const width = min(4, n - j)
    const b0 = b + <usize>j * column
    const b1 = b0 + (width > 1 ? column : 0)
    const b2 = b1 + (width > 2 ? column : 0)
    const b3 = b2 + (width > 3 ? column : 0)
    for (let i = 0; i < m; i++) {
      const left = a + ((<usize>i * <usize>aRow) << 2)
      let s0 = f32x4.splat(0)
      let s1 = s0
      let s2 = s0
      let s3 = s0
      let p: usize = 0
      for (; p < whole; p += 16) {
        const x = v128.load(left + p)
        s0 = fma(x, v128.load(b0 + p), s0)
        s1 = fma(x, v128.load(b1 + p), s1)
        s2 = fma(x, v128.load(b2 + p), s2)
        s3 = fma(x, v128.load(b3 + p), s3)
      }
      for (; p < bytes; p += 4) {
        const x = v128.load32_zero(left + p)
        s0 = fma(x, v128.load32_zero(b0 + p), s0)
        s1 = fma(x, v128.load32_zero(b1 + p), s1)
        s2 = fma(x, v128.load32_zero(b2 + p), s2)
        s3 = fma(x, v128.load32_zero(b3 + p), s3)
      }
      // The four lanes of each, added: a transposition's worth of shuffles for all.
      const s01 = f32x4.add(i32x4.shuffle(s0, s1, 0, 4, 1, 5), i32x4.shuffle(s0, s1, 2, 6, 3, 7))
      const s23 = f32x4.add(i32x4.shuffle(s2, s3, 0, 4, 1, 5), i32x4.shuffle(s2, s3, 2, 6, 3, 7))
      const sums = f32x4.add(i64x2.shuffle(s01, s23, 0, 2), i64x2.shuffle(s01, s23, 1, 3))
      const to = c + ((<usize>i * <usize>n + <usize>j) << 2)
      if (width == 4) v128.store(to, sums)
      else put(to, sums, sums, width)
    }
  }
}

import { addLast } from './add-last'
import { fma } from './fma'

/** As {@link tileOfEight} for up to 6 columns: columns 5 and 6 of two rows share a vector. */
export function tileOfSix(
  a: usize,
  aStep: usize,
  aSkip: usize,
  aNext: usize,
  d: usize,
  dStep: usize,
  dSkip: usize,
  dNext: usize,
  pixels: i32,
  rows: i32,
  images: i32,
  to: usize,
  toRow: usize,
  first: i32,
  width: i32,
): void {
  let s0 = f32x4.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  let s4 = s0
  let s5 = s0
  let t01 = s0
  let t23 = s0
  let t45 = s0
  for (; images > 0; images--) {
    for (let row = rows; row > 0; row--) {
      for (let pixel = pixels; pixel > 0; pixel--) {
        const low = v128.load(d)
        const high = v128.load64_splat(d, 16)
        let x = v128.load32_splat(a)
        let y = v128.load32_splat(a, 4)
        s0 = fma(x, low, s0)
        s1 = fma(y, low, s1)
        t01 = fma(i64x2.shuffle(x, y, 0, 2), high, t01)
        x = v128.load32_splat(a, 8)
        y = v128.load32_splat(a, 12)
        s2 = fma(x, low, s2)
        s3 = fma(y, low, s3)
        t23 = fma(i64x2.shuffle(x, y, 0, 2), high, t23)
        x = v128.load32_splat(a, 16)
        y = v128.load32_splat(a, 20)
        s4 = fma(x, low, s4)
        s5 = fma(y, low, s5)
        t45 = fma(i64x2.shuffle(x, y, 0, 2), high, t45)
        a += aStep
        d += dStep
      }
      a += aSkip
      d += dSkip
    }
    a += aNext
    d += dNext
  }
  if (first <= 0) addLast(to, s0, t01, 6, width)
  if (first <= 1) addLast(to + toRow, s1, i64x2.shuffle(t01, t01, 1, 1), 6, width)
  if (first <= 2) addLast(to + 2 * toRow, s2, t23, 6, width)
  if (first <= 3) addLast(to + 3 * toRow, s3, i64x2.shuffle(t23, t23, 1, 1), 6, width)
  if (first <= 4) addLast(to + 4 * toRow, s4, t45, 6, width)
  addLast(to + 5 * toRow, s5, i64x2.shuffle(t45, t45, 1, 1), 6, width)
}

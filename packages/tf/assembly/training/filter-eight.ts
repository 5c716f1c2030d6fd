import { addLast } from './add-last'
import { fma } from './fma'

/**
 * Six entries of x side by side times 8 of dy, summed over `pixels` of `rows` of `images`; the last 6 − `first` rows
 * and `width` columns of the tile are added to the gradient. The twelve sums stay in registers: 12 multiply-and-adds
 * and 8 loads a pixel.
 */
export function tileOfEight(
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
  let s00 = f32x4.splat(0)
  let s01 = s00
  let s10 = s00
  let s11 = s00
  let s20 = s00
  let s21 = s00
  let s30 = s00
  let s31 = s00
  let s40 = s00
  let s41 = s00
  let s50 = s00
  let s51 = s00
  for (; images > 0; images--) {
    for (let row = rows; row > 0; row--) {
      for (let pixel = pixels; pixel > 0; pixel--) {
        const low = v128.load(d)
        const high = v128.load(d, 16)
        let x = v128.load32_splat(a)
        s00 = fma(x, low, s00)
        s01 = fma(x, high, s01)
        x = v128.load32_splat(a, 4)
        s10 = fma(x, low, s10)
        s11 = fma(x, high, s11)
        x = v128.load32_splat(a, 8)
        s20 = fma(x, low, s20)
        s21 = fma(x, high, s21)
        x = v128.load32_splat(a, 12)
        s30 = fma(x, low, s30)
        s31 = fma(x, high, s31)
        x = v128.load32_splat(a, 16)
        s40 = fma(x, low, s40)
        s41 = fma(x, high, s41)
        x = v128.load32_splat(a, 20)
        s50 = fma(x, low, s50)
        s51 = fma(x, high, s51)
        a += aStep
        d += dStep
      }
      a += aSkip
      d += dSkip
    }
    a += aNext
    d += dNext
  }
  if (first <= 0) addLast(to, s00, s01, 8, width)
  if (first <= 1) addLast(to + toRow, s10, s11, 8, width)
  if (first <= 2) addLast(to + 2 * toRow, s20, s21, 8, width)
  if (first <= 3) addLast(to + 3 * toRow, s30, s31, 8, width)
  if (first <= 4) addLast(to + 4 * toRow, s40, s41, 8, width)
  addLast(to + 5 * toRow, s50, s51, 8, width)
}

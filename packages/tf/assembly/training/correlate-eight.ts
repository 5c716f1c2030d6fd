import { fma } from './fma'
import { put } from './put'

/**
 * `count` tiles of six outputs and 7 or 8 of their channels, one tile aNext bytes (oNext bytes) from another, the six
 * aStep (oStep) bytes apart, of which `n` are there. Each sums `rows` runs of `run` entries; after a run, aSkip and
 * wSkip bytes are left out. Twelve sums, two vectors of weights and a splat fill the fifteen registers: 12
 * multiply-and-adds and 8 loads.
 */
export function stripOfEight(
  a: usize,
  aStep: usize,
  n: i32,
  aNext: usize,
  count: i32,
  w: usize,
  o: usize,
  oStep: usize,
  oNext: usize,
  rows: i32,
  run: i32,
  aSkip: usize,
  wSkip: usize,
  width: i32,
): void {
  // Where there are fewer than six, the last ones are the first again.
  const a1 = n > 1 ? aStep : 0
  const a2 = n > 2 ? 2 * aStep : 0
  const a3 = n > 3 ? 3 * aStep : 0
  const a4 = n > 4 ? 4 * aStep : 0
  const a5 = n > 5 ? 5 * aStep : 0
  const o1 = n > 1 ? oStep : 0
  const o2 = n > 2 ? 2 * oStep : 0
  const o3 = n > 3 ? 3 * oStep : 0
  const o4 = n > 4 ? 4 * oStep : 0
  const o5 = n > 5 ? 5 * oStep : 0
  for (; count > 0; count--) {
    let p0 = a
    let p1 = a + a1
    let p2 = a + a2
    let p3 = a + a3
    let p4 = a + a4
    let p5 = a + a5
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
    let panel = w
    for (let row = rows; row > 0; row--) {
      for (const end = panel + ((<usize>run) << 5); panel < end; panel += 32) {
        const low = v128.load(panel)
        const high = v128.load(panel, 16)
        let x = v128.load32_splat(p0)
        s00 = fma(x, low, s00)
        s01 = fma(x, high, s01)
        x = v128.load32_splat(p1)
        s10 = fma(x, low, s10)
        s11 = fma(x, high, s11)
        x = v128.load32_splat(p2)
        s20 = fma(x, low, s20)
        s21 = fma(x, high, s21)
        x = v128.load32_splat(p3)
        s30 = fma(x, low, s30)
        s31 = fma(x, high, s31)
        x = v128.load32_splat(p4)
        s40 = fma(x, low, s40)
        s41 = fma(x, high, s41)
        x = v128.load32_splat(p5)
        s50 = fma(x, low, s50)
        s51 = fma(x, high, s51)
        p0 += 4
        p1 += 4
        p2 += 4
        p3 += 4
        p4 += 4
        p5 += 4
      }
      p0 += aSkip
      p1 += aSkip
      p2 += aSkip
      p3 += aSkip
      p4 += aSkip
      p5 += aSkip
      panel += wSkip
    }
    put(o, s00, s01, width)
    put(o + o1, s10, s11, width)
    put(o + o2, s20, s21, width)
    put(o + o3, s30, s31, width)
    put(o + o4, s40, s41, width)
    put(o + o5, s50, s51, width)
    a += aNext
    o += oNext
  }
}

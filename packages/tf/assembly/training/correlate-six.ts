import { fma } from './fma'
import { put } from './put'

/**
 * As {@link stripOfEight} for up to 6 channels: channels 5 and 6 of two outputs share a vector, so that nine
 * multiply-and-adds do what twelve would.
 */
export function stripOfSix(
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
    let s0 = f32x4.splat(0)
    let s1 = s0
    let s2 = s0
    let s3 = s0
    let s4 = s0
    let s5 = s0
    let t01 = s0
    let t23 = s0
    let t45 = s0
    let panel = w
    for (let row = rows; row > 0; row--) {
      for (const end = panel + ((<usize>run) << 5); panel < end; panel += 32) {
        const low = v128.load(panel)
        const high = v128.load64_splat(panel, 16)
        let x = v128.load32_splat(p0)
        let y = v128.load32_splat(p1)
        s0 = fma(x, low, s0)
        s1 = fma(y, low, s1)
        t01 = fma(i64x2.shuffle(x, y, 0, 2), high, t01)
        x = v128.load32_splat(p2)
        y = v128.load32_splat(p3)
        s2 = fma(x, low, s2)
        s3 = fma(y, low, s3)
        t23 = fma(i64x2.shuffle(x, y, 0, 2), high, t23)
        x = v128.load32_splat(p4)
        y = v128.load32_splat(p5)
        s4 = fma(x, low, s4)
        s5 = fma(y, low, s5)
        t45 = fma(i64x2.shuffle(x, y, 0, 2), high, t45)
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
    put(o, s0, t01, width)
    put(o + o1, s1, i64x2.shuffle(t01, t01, 1, 1), width)
    put(o + o2, s2, t23, width)
    put(o + o3, s3, i64x2.shuffle(t23, t23, 1, 1), width)
    put(o + o4, s4, t45, width)
    put(o + o5, s5, i64x2.shuffle(t45, t45, 1, 1), width)
    a += aNext
    o += oNext
  }
}

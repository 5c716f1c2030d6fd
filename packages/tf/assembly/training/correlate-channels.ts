import { fma } from './fma'
import { putLast } from './put'

/**
 * As {@link stripOfEight} where each channel has a kernel of its own: four channels, the last `width` of which are
 * there. 6 multiply-and-adds to 7 loads: half the peak at best.
 */
export function stripOfChannels(
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
  aTap: usize,
  aSkip: usize,
  wTap: usize,
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
    let panel = w
    for (let row = rows; row > 0; row--) {
      for (let tap = run; tap > 0; tap--) {
        const weight = v128.load(panel)
        s0 = fma(v128.load(p0), weight, s0)
        s1 = fma(v128.load(p1), weight, s1)
        s2 = fma(v128.load(p2), weight, s2)
        s3 = fma(v128.load(p3), weight, s3)
        s4 = fma(v128.load(p4), weight, s4)
        s5 = fma(v128.load(p5), weight, s5)
        p0 += aTap
        p1 += aTap
        p2 += aTap
        p3 += aTap
        p4 += aTap
        p5 += aTap
        panel += wTap
      }
      p0 += aSkip
      p1 += aSkip
      p2 += aSkip
      p3 += aSkip
      p4 += aSkip
      p5 += aSkip
      panel += wSkip
    }
    putLast(o, s0, width)
    putLast(o + o1, s1, width)
    putLast(o + o2, s2, width)
    putLast(o + o3, s3, width)
    putLast(o + o4, s4, width)
    putLast(o + o5, s5, width)
    a += aNext
    o += oNext
  }
}

import { fma } from './fma'

/**
 * As {@link stripOfEight} for one output channel, whose weights lie side by side: four entries of a run at a time, so
 * that one to three channels waste no lane. 6 multiply-and-adds to 7 loads.
 */
export function stripOfDots(
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
      let tap = run
      for (; tap >= 4; tap -= 4) {
        const four = v128.load(panel)
        s0 = fma(v128.load(p0), four, s0)
        s1 = fma(v128.load(p1), four, s1)
        s2 = fma(v128.load(p2), four, s2)
        s3 = fma(v128.load(p3), four, s3)
        s4 = fma(v128.load(p4), four, s4)
        s5 = fma(v128.load(p5), four, s5)
        p0 += 16
        p1 += 16
        p2 += 16
        p3 += 16
        p4 += 16
        p5 += 16
        panel += 16
      }
      for (; tap > 0; tap--) {
        const one = v128.load32_zero(panel)
        s0 = fma(v128.load32_zero(p0), one, s0)
        s1 = fma(v128.load32_zero(p1), one, s1)
        s2 = fma(v128.load32_zero(p2), one, s2)
        s3 = fma(v128.load32_zero(p3), one, s3)
        s4 = fma(v128.load32_zero(p4), one, s4)
        s5 = fma(v128.load32_zero(p5), one, s5)
        p0 += 4
        p1 += 4
        p2 += 4
        p3 += 4
        p4 += 4
        p5 += 4
        panel += 4
      }
      p0 += aSkip
      p1 += aSkip
      p2 += aSkip
      p3 += aSkip
      p4 += aSkip
      p5 += aSkip
      panel += wSkip
    }
    store<f32>(o, sum(s0))
    store<f32>(o + o1, sum(s1))
    store<f32>(o + o2, sum(s2))
    store<f32>(o + o3, sum(s3))
    store<f32>(o + o4, sum(s4))
    store<f32>(o + o5, sum(s5))
    a += aNext
    o += oNext
  }
}

// @ts-expect-error: a decorator of the language
@inline
function sum(four: v128): f32 {
  const two = f32x4.add(four, i64x2.shuffle(four, four, 1, 1))
  return f32x4.extract_lane(two, 0) + f32x4.extract_lane(two, 1)
}

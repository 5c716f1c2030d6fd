/** Entries whose sum stays in float32, of 16 sums. */
const CHUNK: i32 = 256

/** The sum of so many entries side by side: 16 sums, handed to float64 after at most 256 entries each. */
export function run(x: usize, length: i32): f64 {
  let total: f64 = 0
  for (; length >= 16; ) {
    let s0 = f32x4.splat(0)
    let s1 = s0
    let s2 = s0
    let s3 = s0
    const end = x + (<usize>min(length & ~15, 16 * CHUNK) << 2)
    length -= <i32>((end - x) >> 2)
    for (; x < end; x += 64) {
      s0 = f32x4.add(s0, v128.load(x))
      s1 = f32x4.add(s1, v128.load(x, 16))
      s2 = f32x4.add(s2, v128.load(x, 32))
      s3 = f32x4.add(s3, v128.load(x, 48))
    }
    s0 = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3))
    total +=
      <f64>f32x4.extract_lane(s0, 0) +
      <f64>f32x4.extract_lane(s0, 1) +
      (<f64>f32x4.extract_lane(s0, 2) + <f64>f32x4.extract_lane(s0, 3))
  }
  for (; length > 0; length--, x += 4) total += <f64>load<f32>(x)
  return total
}

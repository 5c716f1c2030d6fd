/**
 * Whether none of `count` weights is NaN or infinite: 0 times any of those is NaN, and stays so in a sum. 4 bytes read a
 * weight.
 */
export function isFinite(weights: usize, count: i32): bool {
  const zero = f32x4.splat(0)
  let a = zero
  let b = zero
  let c = zero
  let d = zero
  const end = weights + ((<usize>count) << 2)
  for (; weights + 64 <= end; weights += 64) {
    a = f32x4.add(a, f32x4.mul(v128.load(weights), zero))
    b = f32x4.add(b, f32x4.mul(v128.load(weights, 16), zero))
    c = f32x4.add(c, f32x4.mul(v128.load(weights, 32), zero))
    d = f32x4.add(d, f32x4.mul(v128.load(weights, 48), zero))
  }
  for (; weights < end; weights += 4) a = f32x4.add(a, f32x4.mul(v128.load32_zero(weights), zero))
  a = f32x4.add(f32x4.add(a, b), f32x4.add(c, d))
  return v128.any_true(f32x4.ne(a, a)) == false
}

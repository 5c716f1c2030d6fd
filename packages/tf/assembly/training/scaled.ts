/** Four float32 times a float64, rounded once. */
// @ts-expect-error: a decorator of the language
@inline
export function scaled(four: v128, scale: f64): v128 {
  const factor = f64x2.splat(scale)
  const low = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.promote_low_f32x4(four), factor))
  const high = f64x2.promote_low_f32x4(i64x2.shuffle(four, four, 1, 1))
  return i64x2.shuffle(low, f32x4.demote_f64x2_zero(f64x2.mul(high, factor)), 0, 2)
}

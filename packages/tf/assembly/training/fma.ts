/** a b + c in every lane: rounded once by the relaxed module, twice by the other. */
// @ts-expect-error: a decorator of the language
@inline
export function fma(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c)
}

import { fma } from '../training/fma'

/** 1.5 · 2²³ + 127: added to a number, it leaves in the last bits its nearest whole number, plus the bias of exponents. */
const ROUND: f32 = 12583039

/**
 * eˣ in every lane, to 2 ulp: x = n ln 2 + r with |r| ≤ ½ ln 2, e^r by the polynomial of Cephes' expf, times 2ⁿ. Below
 * −87.3 it is about 10⁻³⁸ and not smaller, above 88.3 about 2 · 10³⁸; NaN stays NaN. 17 operations.
 */
// @ts-expect-error: a decorator of the language
@inline
export function exp(x: v128): v128 {
  // pmax(a, b) is a < b ? b : a, which keeps a NaN in a; pmin likewise.
  x = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-87.3)), f32x4.splat(88.3))
  const shifted = fma(x, f32x4.splat(1.44269504088896341), f32x4.splat(ROUND))
  const n = f32x4.sub(shifted, f32x4.splat(ROUND))
  // ln 2 in two parts, so that the difference keeps its digits.
  let r = fma(n, f32x4.splat(-0.693359375), x)
  r = fma(n, f32x4.splat(2.12194440e-4), r)
  let p = f32x4.splat(1.9875691500e-4)
  p = fma(p, r, f32x4.splat(1.3981999507e-3))
  p = fma(p, r, f32x4.splat(8.3334519073e-3))
  p = fma(p, r, f32x4.splat(4.1665795894e-2))
  p = fma(p, r, f32x4.splat(1.6666665459e-1))
  p = fma(p, r, f32x4.splat(5.0000001201e-1))
  p = fma(p, f32x4.mul(r, r), f32x4.add(r, f32x4.splat(1)))
  // The last bits of `shifted` moved to where the exponent stands: 2ⁿ.
  return f32x4.mul(p, i32x4.shl(shifted, 23))
}

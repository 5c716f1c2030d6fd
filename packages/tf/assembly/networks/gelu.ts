import { fma } from '../training/fma'
import { exp } from './exp'
import { storeFirst } from './lanes'

/**
 * Of z = scale · x + offset: out = z Φ(z), and slope = scale (Φ(z) + z φ(z)), its derivative by x; slope may be x. The
 * offsets repeat after `period` entries, a multiple of 4, as in {@link affine}. May read 12 bytes behind x.
 *
 * Φ(z) = ½ (1 + erf(z/√2)), for z ≤ 0 as ½ (a₁t + … + a₅t⁵) e^(−z²/2), t = 1/(1 + p|z|/√2), p = 0.3275911: Abramowitz and Stegun,
 * formula 7.1.26 (Hastings), which is wrong by at most 7.5e-8 and shares its one exponential with φ. Some 45
 * operations a vector, one of them a division.
 */
export function gelu(
  x: usize,
  size: i32,
  offsets: usize,
  period: i32,
  scale: f32,
  out: usize,
  slope: usize,
): void {
  const factor = f32x4.splat(scale)
  const last = offsets + ((<usize>period) << 2)
  let from = offsets
  for (; size > 0; size -= 4) {
    const z = f32x4.add(f32x4.mul(v128.load(x), factor), v128.load(from))
    const half = f32x4.mul(f32x4.mul(z, z), f32x4.splat(0.5))
    // exp stops at 1e-38, which a large z would make visible again.
    const e = v128.andnot(exp(f32x4.neg(half)), f32x4.gt(half, f32x4.splat(87)))
    const t = f32x4.div(f32x4.splat(1), fma(f32x4.abs(z), f32x4.splat(0.2316418882663604), f32x4.splat(1)))
    let sum = f32x4.splat(0.5 * 1.061405429)
    sum = fma(sum, t, f32x4.splat(0.5 * -1.453152027))
    sum = fma(sum, t, f32x4.splat(0.5 * 1.421413741))
    sum = fma(sum, t, f32x4.splat(0.5 * -0.284496736))
    sum = fma(sum, t, f32x4.splat(0.5 * 0.254829592))
    const tail = f32x4.mul(f32x4.mul(sum, t), e)
    const share = v128.bitselect(f32x4.sub(f32x4.splat(1), tail), tail, f32x4.gt(z, f32x4.splat(0)))
    const y = f32x4.mul(z, share)
    const density = f32x4.mul(e, f32x4.splat(0.3989422804014327))
    const derivative = f32x4.mul(fma(z, density, share), factor)
    if (size >= 4) {
      v128.store(out, y)
      v128.store(slope, derivative)
    } else {
      storeFirst(out, y, size)
      storeFirst(slope, derivative, size)
    }
    x += 16
    out += 16
    slope += 16
    from += 16
    if (from == last) from = offsets
  }
}

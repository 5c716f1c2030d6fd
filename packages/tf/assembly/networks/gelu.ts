import { fma } from '../training/fma'
import { storeFirst } from './lanes'

// Constants in memory, at these bytes of a table: V8 makes those of the code anew at every use, in up to four
// instructions each, where one that is loaded is part of the instruction that takes it. A third faster.
const SCALE: usize = 0
const HALF: usize = 16
const LEAST: usize = 32
const LOG2_E: usize = 48
const ROUND: usize = 64
const LN_2: usize = 80
const LN_2_REST: usize = 96
const E7: usize = 112
const E6: usize = 128
const E5: usize = 144
const E4: usize = 160
const E3: usize = 176
const E2: usize = 192
const ONE: usize = 208
const P: usize = 224
const A5: usize = 240
const A4: usize = 256
const A3: usize = 272
const A2: usize = 288
const A1: usize = 304
const DENSITY: usize = 320

// @ts-expect-error: a decorator of the language
@inline
function put(at: usize, value: f32): void {
  v128.store(at, f32x4.splat(value))
}

/** Bytes of scratch. */
export function geluScratch(): usize {
  return DENSITY + 16
}

/**
 * Of z = scale · x + offset: out = z Φ(z), and slope = scale (Φ(z) + z φ(z)), its derivative by x; slope may be x. The
 * offsets repeat after `period` entries, a multiple of 4, as in {@link affine}. May read 12 bytes behind x.
 *
 * Φ(z) = ½ (1 + erf(z/√2)), for z ≤ 0 as ½ (a₁t + … + a₅t⁵) e^(−z²/2), t = 1/(1 + p|z|/√2), p = 0.3275911: Abramowitz
 * and Stegun, formula 7.1.26 (Hastings), which is wrong by at most 7.5e-8 and shares its one exponential with φ. That is
 * {@link exp}, but 0 where z² is above 175. Some 45 operations a vector, one of them a division.
 */
export function gelu(
  x: usize,
  size: i32,
  offsets: usize,
  period: i32,
  scale: f32,
  out: usize,
  slope: usize,
  table: usize,
): void {
  put(table + SCALE, scale)
  // The exponential: its argument, the rounding to a whole power of 2, ln 2 in two parts, and Cephes' polynomial.
  put(table + HALF, -0.5)
  put(table + LEAST, -88)
  put(table + LOG2_E, 1.44269504088896341)
  put(table + ROUND, 12583039)
  put(table + LN_2, -0.693359375)
  put(table + LN_2_REST, 2.12194440e-4)
  put(table + E7, 1.9875691500e-4)
  put(table + E6, 1.3981999507e-3)
  put(table + E5, 8.3334519073e-3)
  put(table + E4, 4.1665795894e-2)
  put(table + E3, 1.6666665459e-1)
  put(table + E2, 5.0000001201e-1)
  put(table + ONE, 1)
  // p/√2, a₅/2 … a₁/2, and 1/√2π.
  put(table + P, 0.2316418882663604)
  put(table + A5, 0.5 * 1.061405429)
  put(table + A4, 0.5 * -1.453152027)
  put(table + A3, 0.5 * 1.421413741)
  put(table + A2, 0.5 * -0.284496736)
  put(table + A1, 0.5 * 0.254829592)
  put(table + DENSITY, 0.3989422804014327)
  const last = offsets + ((<usize>period) << 2)
  let from = offsets
  for (; size > 0; size -= 4) {
    const z = f32x4.add(f32x4.mul(v128.load(x), v128.load(table, SCALE)), v128.load(from))
    const one = v128.load(table, ONE)
    // pmax(a, b) is a < b ? b : a, which keeps a NaN in a.
    const y = f32x4.pmax(f32x4.mul(f32x4.mul(z, z), v128.load(table, HALF)), v128.load(table, LEAST))
    const shifted = fma(y, v128.load(table, LOG2_E), v128.load(table, ROUND))
    const n = f32x4.sub(shifted, v128.load(table, ROUND))
    const r = fma(n, v128.load(table, LN_2_REST), fma(n, v128.load(table, LN_2), y))
    let e = fma(v128.load(table, E7), r, v128.load(table, E6))
    e = fma(e, r, v128.load(table, E5))
    e = fma(e, r, v128.load(table, E4))
    e = fma(e, r, v128.load(table, E3))
    e = fma(e, r, v128.load(table, E2))
    e = fma(e, f32x4.mul(r, r), f32x4.add(r, one))
    e = f32x4.mul(e, i32x4.shl(shifted, 23))
    const t = f32x4.div(one, fma(f32x4.abs(z), v128.load(table, P), one))
    let tail = fma(v128.load(table, A5), t, v128.load(table, A4))
    tail = fma(tail, t, v128.load(table, A3))
    tail = fma(tail, t, v128.load(table, A2))
    tail = fma(tail, t, v128.load(table, A1))
    tail = f32x4.mul(f32x4.mul(tail, t), e)
    const share = v128.bitselect(f32x4.sub(one, tail), tail, f32x4.gt(z, f32x4.splat(0)))
    const value = f32x4.mul(z, share)
    const derivative = f32x4.mul(fma(z, f32x4.mul(e, v128.load(table, DENSITY)), share), v128.load(table, SCALE))
    if (size >= 4) {
      v128.store(out, value)
      v128.store(slope, derivative)
    } else {
      storeFirst(out, value, size)
      storeFirst(slope, derivative, size)
    }
    x += 16
    out += 16
    slope += 16
    from += 16
    if (from == last) from = offsets
  }
}

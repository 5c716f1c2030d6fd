import { fma } from '../training/fma'

/**
 * x ← max(lowest, scale · x + offset), in place; NaN stays NaN, and −∞ becomes NaN: it is what a pool makes of NaN alone,
 * and cut off at 0 it would hide that the network has diverged. +∞ stays: as a NaN the next pool would pass over it. The
 * offsets repeat after `period` entries, a multiple of 4; {@link pattern} makes one. With lowest −∞ nothing is cut off.
 * Floor: 4 bytes read and 4 written an entry.
 */
export function affine(x: usize, size: i32, offsets: usize, period: i32, scale: f32, lowest: f32): void {
  const factor = f32x4.splat(scale)
  const floor = f32x4.splat(lowest)
  const zero = f32x4.splat(0)
  const end = x + ((<usize>size) << 2)
  const whole = x + (((<usize>size) << 2) & ~15)
  const bytes = (<usize>period) << 2
  let to = x
  let from = offsets
  const last = offsets + bytes
  for (; to < whole; to += 16) {
    const y = f32x4.add(f32x4.mul(v128.load(to), factor), v128.load(from))
    // pmax(a, b) is a < b ? b : a, which keeps a NaN in a; so does pmin.
    v128.store(to, f32x4.pmax(fma(f32x4.pmin(y, zero), zero, y), floor))
    from += 16
    if (from == last) from = offsets
  }
  for (; to < end; to += 4, from += 4) {
    const sum = load<f32>(to) * scale + load<f32>(from)
    const y = sum + min<f32>(sum, 0) * 0
    store<f32>(to, y < lowest ? lowest : y)
  }
}

/** Writes `row`, of so many entries, again and again until there are `period`. */
export function pattern(row: usize, width: i32, period: i32, to: usize): void {
  for (let p = 0; p < period; p += width) memory.copy(to + ((<usize>p) << 2), row, (<usize>width) << 2)
}

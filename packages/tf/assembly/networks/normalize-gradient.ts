import { fma } from '../training/fma'

/**
 * out = factor d + slope (x − centre) + offset for d and x [rows, width], with rows of each factor as wide; out may be d.
 * Floor: 8 bytes read and 4 written an entry.
 */
export function normalizeGradient(
  d: usize,
  x: usize,
  out: usize,
  rows: i32,
  width: i32,
  centre: usize,
  factor: usize,
  slope: usize,
  offset: usize,
): void {
  const row = <usize>width << 2
  const whole = row & ~15
  for (; rows > 0; rows--) {
    let j: usize = 0
    for (; j < whole; j += 16) {
      const apart = f32x4.sub(v128.load(x + j), v128.load(centre + j))
      const moved = fma(v128.load(slope + j), apart, v128.load(offset + j))
      v128.store(out + j, fma(v128.load(factor + j), v128.load(d + j), moved))
    }
    for (; j < row; j += 4) {
      const moved = load<f32>(slope + j) * (load<f32>(x + j) - load<f32>(centre + j)) + load<f32>(offset + j)
      store<f32>(out + j, load<f32>(factor + j) * load<f32>(d + j) + moved)
    }
    d += row
    x += row
    out += row
  }
}

/** out = factor d: where the moments do not move with x. Floor: 4 bytes read and 4 written an entry. */
export function normalizeGradientStill(d: usize, out: usize, rows: i32, width: i32, factor: usize): void {
  const row = <usize>width << 2
  const whole = row & ~15
  for (; rows > 0; rows--, d += row, out += row) {
    let j: usize = 0
    for (; j < whole; j += 16) v128.store(out + j, f32x4.mul(v128.load(factor + j), v128.load(d + j)))
    for (; j < row; j += 4) store<f32>(out + j, load<f32>(factor + j) * load<f32>(d + j))
  }
}

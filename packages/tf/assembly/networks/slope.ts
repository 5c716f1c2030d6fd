/**
 * d ← scale · d, and 0 where y is not above 0 if `cut`: what {@link affine} does to a gradient. Floor: 8 bytes read (4
 * where nothing is cut) and 4 written an entry.
 */
export function affineGradient(d: usize, y: usize, size: i32, scale: f32, cut: i32): void {
  const factor = f32x4.splat(scale)
  const zero = f32x4.splat(0)
  const end = d + ((<usize>size) << 2)
  const whole = d + (((<usize>size) << 2) & ~15)
  const apart = y - d
  if (cut) {
    for (; d < whole; d += 16)
      v128.store(d, v128.and(f32x4.mul(v128.load(d), factor), f32x4.gt(v128.load(d + apart), zero)))
    for (; d < end; d += 4) store<f32>(d, load<f32>(d + apart) > 0 ? load<f32>(d) * scale : 0)
  } else {
    for (; d < whole; d += 16) v128.store(d, f32x4.mul(v128.load(d), factor))
    for (; d < end; d += 4) store<f32>(d, load<f32>(d) * scale)
  }
}

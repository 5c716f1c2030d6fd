/**
 * A sum that is not finite may be finite all the same, where float32 is not enough on the way: 4 entries of 1e38 and as
 * many of −1e38, or a mean of such. Adds those of out [outer, inner] up again, in float64. Floor: 4 bytes read a sum.
 */
export function mendSums(x: usize, out: usize, outer: i32, length: i32, inner: i32, scale: f64): void {
  const row = <usize>inner << 2
  const bytes = <usize>length * row
  for (; outer > 0; outer--, x += bytes)
    for (let j: usize = 0; j < row; j += 4, out += 4) {
      const found = load<f32>(out)
      if (found - found == 0) continue
      let total: f64 = 0
      for (let at = x + j; at < x + bytes; at += row) total += <f64>load<f32>(at)
      store<f32>(out, <f32>(total * scale))
    }
}

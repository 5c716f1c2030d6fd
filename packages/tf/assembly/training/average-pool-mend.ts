/**
 * A mean that is not finite may be finite all the same: the sum of 100 entries of 1e37 is not. Computes those of a row
 * of the output again, in float64. x is the first row of its windows, of which there are so many.
 */
export function mendRow(
  x: usize,
  out: usize,
  inWidth: i32,
  channels: i32,
  outWidth: i32,
  filterWidth: i32,
  strideWidth: i32,
  padLeft: i32,
  rows: i32,
): void {
  const pixel = <usize>channels << 2
  const line = pixel * <usize>inWidth
  for (let column = 0; column < outWidth; column++) {
    const left = column * strideWidth - padLeft
    const firstColumn = max(0, left)
    const columns = max(0, min(inWidth, left + filterWidth) - firstColumn)
    const window = x + <usize>firstColumn * pixel
    for (let c: usize = 0; c < pixel; c += 4, out += 4) {
      const found = load<f32>(out)
      if (found - found == 0) continue
      let sum: f64 = 0
      for (let from = window + c; from < window + <usize>rows * line; from += line)
        for (let at = from; at < from + <usize>columns * pixel; at += pixel) sum += <f64>load<f32>(at)
      store<f32>(out, <f32>(sum / <f64>(rows * columns)))
    }
  }
}

import { finite } from './finite'
import { join } from './pool-lines'
import { put } from './put'

/**
 * The columns of the line joined into a row of the output, and divided by `rows` times the counts, if it is a mean;
 * false where one of them may not be finite. A vector may reach into the next row of the output, which comes later, but
 * not past `end`, which ends the output.
 */
// @ts-expect-error: a decorator of the language
@inline
export function joinColumns(
  line: usize,
  counts: usize,
  out: usize,
  end: usize,
  pixel: usize,
  outWidth: i32,
  filterWidth: i32,
  strideWidth: i32,
  rows: i32,
  mean: bool,
): bool {
  let all = f32x4.splat(0)
  // With stride 1 the pixels of the output lie side by side, as those of the line do: the row is one pixel.
  const bytes = strideWidth == 1 ? pixel * <usize>outWidth : pixel
  const pixels = strideWidth == 1 ? 1 : outWidth
  const span = pixel * <usize>filterWidth
  const height = f32x4.splat(<f32>rows)
  for (let column = 0; column < pixels; column++) {
    for (let c: usize = 0; c < bytes; c += 16) {
      const from = line + c
      let four = v128.load(from)
      if (filterWidth > 1) four = join(four, v128.load(from + pixel), mean)
      if (filterWidth > 2) four = join(four, v128.load(from + 2 * pixel), mean)
      for (let at = from + 3 * pixel; at < from + span; at += pixel) four = join(four, v128.load(at), mean)
      if (mean) {
        four = f32x4.div(four, f32x4.mul(height, v128.load(counts + c)))
        all = f32x4.add(all, four)
      }
      if (out + c + 16 <= end) v128.store(out + c, four)
      else put(out + c, four, four, <i32>((end - out - c) >> 2))
    }
    line += pixel * <usize>strideWidth
    counts += bytes
    out += bytes
  }
  return finite(all)
}

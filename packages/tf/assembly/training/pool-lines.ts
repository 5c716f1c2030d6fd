import { finite } from './finite'
import { put } from './put'

// Poolings in two steps, for windows that share columns and for few channels: the window's rows of x are joined into one
// line, whose columns are then joined. A line is read in whole vectors, however few channels a pixel has. Floor, in
// vectors of four: filterHeight + filterWidth / strideWidth loads an entry of a line.

/**
 * Bytes of scratch for a pooling by lines: a padded line, and the entries a window has in each column of the output; 0
 * where windows are better joined one at a time, because a line costs more loads than it saves.
 */
export function poolScratch(
  channels: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideWidth: i32,
): usize {
  if (channels >= 4 && strideWidth * (filterHeight + 1) + filterWidth >= filterHeight * filterWidth) return 0
  const columns = <usize>(max(0, outWidth - 1) * strideWidth + filterWidth)
  return (columns + <usize>outWidth) * (<usize>channels << 2) + 48
}

// @ts-expect-error: a decorator of the language
@inline
function join(a: v128, b: v128, mean: bool): v128 {
  return mean ? f32x4.add(a, b) : f32x4.pmax(a, b)
}

/** Clears the line, but for its middle, and counts the columns of each window that x has. */
export function startLine(
  line: usize,
  counts: usize,
  neutral: f32,
  inWidth: i32,
  channels: i32,
  outWidth: i32,
  filterWidth: i32,
  strideWidth: i32,
  padLeft: i32,
): void {
  for (let at = line; at < counts; at += 4) store<f32>(at, neutral)
  for (let column = 0; column < outWidth; column++) {
    const left = column * strideWidth - padLeft
    const count = <f32>max(0, min(inWidth, left + filterWidth) - max(0, left))
    for (let c = 0; c < channels; c++, counts += 4) store<f32>(counts, count)
  }
  // Where the last vector reaches to.
  v128.store(counts, f32x4.splat(1))
}

/** The rows of x, `bytes` of each, joined into the line. */
// @ts-expect-error: a decorator of the language
@inline
export function joinRows(x: usize, row: usize, rows: i32, line: usize, bytes: usize, mean: bool): void {
  const neutral = f32x4.splat(mean ? 0 : -Infinity)
  const end = x + <usize>max(0, rows) * row
  let j: usize = 0
  if (rows == 3)
    for (; j + 16 <= bytes; j += 16) {
      const two = join(join(neutral, v128.load(x + j), mean), v128.load(x + row + j), mean)
      v128.store(line + j, join(two, v128.load(x + 2 * row + j), mean))
    }
  for (; j + 16 <= bytes; j += 16) {
    let four = neutral
    for (let at = x + j; at < end; at += row) four = join(four, v128.load(at), mean)
    v128.store(line + j, four)
  }
  for (; j < bytes; j += 4) {
    let one = neutral
    for (let at = x + j; at < end; at += row) one = join(one, v128.load32_zero(at), mean)
    v128.store32_lane(line + j, one, 0)
  }
}

/**
 * The columns of the line joined into a row of the output, and divided by `rows` times the counts, if it is a mean; false
 * where one of them may not be finite. A vector may reach into the next row of the output, which comes
 * later, but not past `end`, which ends the output.
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

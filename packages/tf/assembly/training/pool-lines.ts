// Poolings in two steps, for windows that share columns and for few channels: the window's rows of x are joined into
// one line, whose columns are then joined. A line is read in whole vectors, however few channels a pixel has. Floor, in
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

/** What a pooling joins entries by: the sum or the larger one, which a NaN never is. */
// @ts-expect-error: a decorator of the language
@inline
export function join(a: v128, b: v128, mean: bool): v128 {
  return mean ? f32x4.add(a, b) : f32x4.pmax(a, b)
}

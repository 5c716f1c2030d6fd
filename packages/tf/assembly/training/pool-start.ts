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

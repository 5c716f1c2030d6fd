// Output i along an axis sees entry i stride + u − padding of `extent` with weight u of `kernel`, where it exists.

/** The first output that sees weight u. */
export function first(u: i32, stride: i32, padding: i32): i32 {
  return u >= padding ? 0 : (padding - u + stride - 1) / stride
}

/** One past the last of `outputs` that does. */
export function end(u: i32, stride: i32, padding: i32, extent: i32, outputs: i32): i32 {
  const reach = extent - 1 + padding - u
  return reach < 0 ? 0 : min(outputs, reach / stride + 1)
}

/** The first weight that output i sees. */
export function weight(i: i32, stride: i32, padding: i32): i32 {
  return max(0, padding - i * stride)
}

/** One past the last that it does; not before the first. */
export function weightEnd(i: i32, stride: i32, padding: i32, extent: i32, kernel: i32): i32 {
  return max(weight(i, stride, padding), min(kernel, extent + padding - i * stride))
}

/** How many outputs from i on see the same weights. */
export function alike(i: i32, stride: i32, padding: i32, extent: i32, kernel: i32, outputs: i32): i32 {
  const from = weight(i, stride, padding)
  const to = weightEnd(i, stride, padding, extent, kernel)
  let next = i + 1
  while (
    next < outputs &&
    weight(next, stride, padding) == from &&
    weightEnd(next, stride, padding, extent, kernel) == to
  )
    next++
  return next - i
}

// The gradient of y = gain (x − mean)/s + bias with s = √(variance + epsilon), from the sums of batchSums.

/** ∂L/∂gain = Σd (x − mean)/s and ∂L/∂bias = Σd of every column. */
export function batchSlope(
  sums: usize,
  moments: usize,
  width: i32,
  epsilon: f64,
  centre: usize,
  gain: usize,
  bias: usize,
): void {
  const products = sums + (<usize>width << 3)
  const variances = moments + (<usize>width << 3)
  for (let j: usize = 0; j < <usize>width << 2; j += 4) {
    const k = j << 1
    const sum = load<f64>(sums + k)
    const product = load<f64>(products + k) + (<f64>load<f32>(centre + j) - load<f64>(moments + k)) * sum
    store<f32>(gain + j, <f32>(product / Math.sqrt(load<f64>(variances + k) + epsilon)))
    store<f32>(bias + j, <f32>sum)
  }
}

/**
 * Where the moments are those of the batch of `rows` itself, they move with it:
 *
 *     ∂L/∂x = factor (d − Σd/rows − (x − mean) Σd(x − mean)/(rows s²)) = factor d + slope (x − centre) + offset
 *
 * with factor = gain/s; writes slope and offset of every column.
 */
export function batchGradientFactors(
  sums: usize,
  moments: usize,
  rows: i32,
  width: i32,
  epsilon: f64,
  centre: usize,
  factor: usize,
  slope: usize,
  offset: usize,
): void {
  const products = sums + (<usize>width << 3)
  const variances = moments + (<usize>width << 3)
  for (let j: usize = 0; j < <usize>width << 2; j += 4) {
    const k = j << 1
    const rest = <f64>load<f32>(centre + j) - load<f64>(moments + k)
    const sum = load<f64>(sums + k)
    const product = load<f64>(products + k) + rest * sum
    const by = <f64>load<f32>(factor + j) / <f64>rows
    const along = (-by * product) / (load<f64>(variances + k) + epsilon)
    store<f32>(slope + j, <f32>along)
    store<f32>(offset + j, <f32>(along * rest - by * sum))
  }
}

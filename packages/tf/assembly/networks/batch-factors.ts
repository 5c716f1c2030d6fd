// What batch normalization does to a column, from the column's moments: a few operations a column, none an entry.
// `moments` are two lists of float64, the means and the biased variances.

/** Moves running moments a part of the way to those of a batch of `rows`, whose variance is taken unbiased. */
export function keepMoments(
  moments: usize,
  rows: i32,
  width: i32,
  part: f64,
  runningMean: usize,
  runningVariance: usize,
): void {
  const variances = moments + (<usize>width << 3)
  const unbiased = <f64>rows / <f64>(rows - 1)
  for (let j: usize = 0; j < <usize>width << 2; j += 4) {
    const mean = <f64>load<f32>(runningMean + j)
    store<f32>(runningMean + j, <f32>(mean + part * (load<f64>(moments + (j << 1)) - mean)))
    const variance = <f64>load<f32>(runningVariance + j)
    const own = load<f64>(variances + (j << 1)) * unbiased
    store<f32>(runningVariance + j, <f32>(variance + part * (own - variance)))
  }
}

/** Running moments as those of a batch. */
export function runningMoments(mean: usize, variance: usize, width: i32, moments: usize): void {
  const variances = moments + (<usize>width << 3)
  for (let j: usize = 0; j < <usize>width << 2; j += 4) {
    store<f64>(moments + (j << 1), <f64>load<f32>(mean + j))
    store<f64>(variances + (j << 1), <f64>load<f32>(variance + j))
  }
}

/**
 * What makes a column's entry x into gain (x − mean)/√(variance + epsilon) + bias: (x − centre) factor + offset, three
 * lists of float32 one after the other. The centre is the mean rounded; the offset takes back what the rounding did.
 */
export function batchFactors(
  moments: usize,
  width: i32,
  gain: usize,
  bias: usize,
  epsilon: f64,
  centre: usize,
  factor: usize,
  offset: usize,
): void {
  const variances = moments + (<usize>width << 3)
  for (let j: usize = 0; j < <usize>width << 2; j += 4) {
    const mean = load<f64>(moments + (j << 1))
    const by = <f64>load<f32>(gain + j) / Math.sqrt(load<f64>(variances + (j << 1)) + epsilon)
    const rounded = <f32>mean
    store<f32>(centre + j, rounded)
    store<f32>(factor + j, <f32>by)
    store<f32>(offset + j, <f32>(<f64>load<f32>(bias + j) + (<f64>rounded - mean) * by))
  }
}

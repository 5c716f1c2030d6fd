import { d, dp, m, mp, np, perLength, SCALE, slack, W, WQ, X, XQ } from './memory'

/** ½ max_i ‖x_i‖₁ of the rounded rows: the inputs' part of what rounding can change. */
let roundedInputs: f64 = 0

/** √Σ v², NaN or Infinity where an entry is not finite. */
function lengthOf(row: usize, count: i32): f64 {
  let squared: f64 = 0
  for (let j = 0; j < count; j++) {
    const value = load<f64>(row + (j << 3))
    squared += value * value
  }
  return Math.sqrt(squared)
}

/** What scales a row to length SCALE; 0 for a row that has no length, or none that a number can hold. */
function scaleOf(length: f64): f64 {
  return length > 1e-140 && length < 1e140 ? SCALE / length : 0
}

/** Inputs as whole numbers, once. */
export function quantizeInputs(): void {
  for (let i = 0; i < np; i++) {
    const row = X + i * dp * 8
    const scale = scaleOf(lengthOf(row, dp))
    let sum: f64 = 0
    for (let j = 0; j < dp; j++) {
      const whole = scale > 0 ? nearest(load<f64>(row + (j << 3)) * scale) : 0
      sum += Math.abs(whole)
      store<i16>(XQ + ((((i >> 2) * (dp >> 1) + (j >> 1)) << 3) + ((i & 3) << 1) + (j & 1)) * 2, <i16>(<i32>whole))
    }
    roundedInputs = max(roundedInputs, sum / 2)
  }
}

/**
 * Weights as whole numbers. With rows of length SCALE an inner product of the rounded rows differs from that of the
 * rows by at most ½(‖x‖₁ + ‖w‖₁), ‖·‖₁ of the rounded x and of w: that, and one for what is rounded here, is the slack. A row without
 * a length gets so much that every one of its pairs is uncertain.
 */
export function quantizeWeights(): void {
  for (let k = 0; k < m; k++) {
    const row = W + k * d * 8
    const length = lengthOf(row, d)
    const scale = scaleOf(length)
    let sum: f64 = 0
    for (let j = 0; j < d; j++) {
      const scaled = scale > 0 ? load<f64>(row + (j << 3)) * scale : 0
      sum += Math.abs(scaled)
      store<i16>(WQ + (k * dp + j) * 2, <i16>(<i32>nearest(scaled)))
    }
    store<i32>(slack + (k << 2), scale > 0 ? <i32>(roundedInputs + sum / 2) + 2 : i32.MAX_VALUE)
    store<f64>(perLength + (k << 3), scale > 0 ? SCALE * scale : 0)
  }
  for (let k = m; k < mp; k++) store<i32>(slack + (k << 2), -1)
}

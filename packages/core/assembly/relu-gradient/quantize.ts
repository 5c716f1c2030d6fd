import { d, dp, m, mp, np, perLength, SCALE, slack, W, WQ, X, XQ } from './memory'

/** ½ max_i ‖x_i‖₁ of the rounded rows: the inputs' share of what rounding can change. */
let roundedInputs: f64 = 0

/** √Σ v²; NaN or Infinity if an entry is not finite. */
function lengthOf(row: usize, count: i32): f64 {
  let sums = f64x2.splat(0)
  let more = sums
  let j: i32 = 0
  for (; j + 4 <= count; j += 4) {
    const low = v128.load(row + (j << 3))
    const high = v128.load(row + (j << 3), 16)
    sums = f64x2.add(sums, f64x2.mul(low, low))
    more = f64x2.add(more, f64x2.mul(high, high))
  }
  sums = f64x2.add(sums, more)
  let squared = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)
  for (; j < count; j++) {
    const value = load<f64>(row + (j << 3))
    squared += value * value
  }
  return Math.sqrt(squared)
}

/** The factor that scales a row to length SCALE; 0 for a row whose length is 0 or not representable. */
function scaleOf(length: f64): f64 {
  return length > 1e-140 && length < 1e140 ? SCALE / length : 0
}

/** Inputs as integers, once. */
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
 * Weights as integers. With rows of length SCALE, an inner product of the rounded rows differs from that of the rows by
 * at most ½(‖x‖₁ + ‖w‖₁), ‖·‖₁ of the rounded x and of w: this, plus one for rounding here, is the slack. A row without
 * a length gets a slack so large that all its pairs are uncertain.
 */
export function quantizeWeights(): void {
  for (let k = 0; k < m; k++) {
    const row = W + k * d * 8
    const to = WQ + k * dp * 2
    const length = lengthOf(row, d)
    const scale = scaleOf(length)
    const both = f64x2.splat(scale)
    let sums = f64x2.splat(0)
    let j: i32 = 0
    if (scale > 0) {
      for (; j + 4 <= d; j += 4) {
        const low = f64x2.mul(both, v128.load(row + (j << 3)))
        const high = f64x2.mul(both, v128.load(row + (j << 3), 16))
        sums = f64x2.add(sums, f64x2.add(f64x2.abs(low), f64x2.abs(high)))
        const words = i32x4.shuffle(whole(low), whole(high), 0, 1, 4, 5)
        v128.store64_lane(to + (j << 1), i16x8.narrow_i32x4_s(words, words), 0)
      }
    }
    let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)
    for (; j < d; j++) {
      const scaled = scale > 0 ? load<f64>(row + (j << 3)) * scale : 0
      sum += Math.abs(scaled)
      store<i16>(to + (j << 1), <i16>(<i32>nearest(scaled)))
    }
    store<i32>(slack + (k << 2), scale > 0 ? <i32>(roundedInputs + sum / 2) + 2 : i32.MAX_VALUE)
    store<f64>(perLength + (k << 3), scale > 0 ? SCALE * scale : 0)
  }
  for (let k = m; k < mp; k++) store<i32>(slack + (k << 2), -1)
}

/** The nearest integers, in the first two lanes. */
// @ts-ignore: a decorator of the language
@inline
function whole(values: v128): v128 {
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.nearest(values))
}

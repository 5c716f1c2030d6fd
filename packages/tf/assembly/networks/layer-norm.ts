import { fma } from '../training/fma'
import { firstLanes, storeFirst, sumOfLanes } from './lanes'

/**
 * Rows of x [rows, width] less their mean and over their deviation √(variance + epsilon), in `normal`, which may be x; out
 * = gain · normal + bias; `inverse` [rows] keeps 1/deviation. The variance is the mean square of what is left without
 * the mean, so that a large mean costs no digits. Floor: 4 bytes read and 8 written an entry; three passes over a row in
 * the cache.
 */
export function layerNorm(
  x: usize,
  gain: usize,
  bias: usize,
  normal: usize,
  out: usize,
  inverse: usize,
  rows: i32,
  width: i32,
  epsilon: f32,
): void {
  const row = (<usize>width) << 2
  const whole = row & ~15
  const left = width & 3
  const rest = firstLanes(left)
  for (let i = 0; i < rows; i++, x += row, normal += row, out += row, inverse += 4) {
    let sums = f32x4.splat(0)
    let j: usize = 0
    for (; j < whole; j += 16) sums = f32x4.add(sums, v128.load(x + j))
    if (left) sums = f32x4.add(sums, v128.and(v128.load(x + j), rest))
    const mean = f32x4.splat(sumOfLanes(sums) / <f32>width)
    sums = f32x4.splat(0)
    for (j = 0; j < whole; j += 16) {
      const off = f32x4.sub(v128.load(x + j), mean)
      v128.store(normal + j, off)
      sums = fma(off, off, sums)
    }
    if (left) {
      const off = v128.and(f32x4.sub(v128.load(x + j), mean), rest)
      storeFirst(normal + j, off, left)
      sums = fma(off, off, sums)
    }
    const share: f32 = 1 / sqrt<f32>(sumOfLanes(sums) / <f32>width + epsilon)
    store<f32>(inverse, share)
    const factor = f32x4.splat(share)
    for (j = 0; j < whole; j += 16) {
      const y = f32x4.mul(v128.load(normal + j), factor)
      v128.store(normal + j, y)
      v128.store(out + j, fma(y, v128.load(gain + j), v128.load(bias + j)))
    }
    for (; j < row; j += 4) {
      const y = load<f32>(normal + j) * share
      store<f32>(normal + j, y)
      store<f32>(out + j, y * load<f32>(gain + j) + load<f32>(bias + j))
    }
  }
}

/**
 * The gradient of {@link layerNorm} by x: with g = d · gain, dx = inverse (g − mean(g) − normal · mean(g · normal)). Floor: 8
 * bytes read and 4 written an entry.
 */
export function layerNormGradient(
  d: usize,
  gain: usize,
  normal: usize,
  inverse: usize,
  dx: usize,
  rows: i32,
  width: i32,
): void {
  const row = (<usize>width) << 2
  const whole = row & ~15
  const left = width & 3
  const rest = firstLanes(left)
  for (let i = 0; i < rows; i++, d += row, normal += row, dx += row, inverse += 4) {
    let sums = f32x4.splat(0)
    let along = f32x4.splat(0)
    let j: usize = 0
    for (; j < whole; j += 16) {
      const g = f32x4.mul(v128.load(d + j), v128.load(gain + j))
      sums = f32x4.add(sums, g)
      along = fma(g, v128.load(normal + j), along)
    }
    if (left) {
      const g = v128.and(f32x4.mul(v128.load(d + j), v128.load(gain + j)), rest)
      sums = f32x4.add(sums, g)
      along = fma(g, v128.and(v128.load(normal + j), rest), along)
    }
    const factor = load<f32>(inverse)
    const mean = sumOfLanes(sums) / <f32>width
    const slope = sumOfLanes(along) / <f32>width
    const means = f32x4.splat(mean)
    const slopes = f32x4.splat(slope)
    const factors = f32x4.splat(factor)
    for (j = 0; j < whole; j += 16) {
      const g = f32x4.sub(f32x4.mul(v128.load(d + j), v128.load(gain + j)), means)
      v128.store(dx + j, f32x4.mul(f32x4.sub(g, f32x4.mul(v128.load(normal + j), slopes)), factors))
    }
    for (; j < row; j += 4) {
      const g = load<f32>(d + j) * load<f32>(gain + j) - mean
      store<f32>(dx + j, (g - load<f32>(normal + j) * slope) * factor)
    }
  }
}

/** Rows that are added up before their sum joins the others': rounding does not grow with the number of rows. */
const BLOCK: i32 = 64

/** The gradient of {@link layerNorm} by gain and bias: the sums over rows of d · normal and of d. Floor: 8 bytes an entry. */
export function layerNormSlope(d: usize, normal: usize, dGain: usize, dBias: usize, rows: i32, width: i32): void {
  const row = (<usize>width) << 2
  const apart = normal - d
  for (let j: usize = 0; j < row; j += 16) {
    let gains = f32x4.splat(0)
    let biases = f32x4.splat(0)
    let at = d + j
    for (let i = 0; i < rows; i += BLOCK) {
      let gain = f32x4.splat(0)
      let bias = f32x4.splat(0)
      for (let left = min(BLOCK, rows - i); left > 0; left--, at += row) {
        const slope = v128.load(at)
        bias = f32x4.add(bias, slope)
        gain = fma(slope, v128.load(at + apart), gain)
      }
      gains = f32x4.add(gains, gain)
      biases = f32x4.add(biases, bias)
    }
    if (j + 16 <= row) {
      v128.store(dGain + j, gains)
      v128.store(dBias + j, biases)
    } else {
      storeFirst(dGain + j, gains, width & 3)
      storeFirst(dBias + j, biases, width & 3)
    }
  }
}

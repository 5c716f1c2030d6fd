import { exp } from './exp'
import { firstLanes, maxOfLanes, sumOfLanes } from './lanes'
import { log } from './log'

/**
 * The sum of −ln softmax(f)_label over the rows of f [rows, classes], and d = factor · (softmax(f) − e_label). Shifted by
 * the largest output, so that no exponential overflows. May read 12 bytes behind f. One exponential an output; floor: 4
 * bytes read and 8 written an output.
 */
export function crossEntropy(f: usize, labels: usize, d: usize, rows: i32, classes: i32, factor: f32): f64 {
  let loss: f64 = 0
  const width = <usize>classes << 2
  const whole = width & ~15
  const rest = firstLanes(classes & 3)
  const lowest = f32x4.splat(-Infinity)
  for (let i = 0; i < rows; i++, f += width, d += width, labels += 4) {
    let most = lowest
    let j: usize = 0
    for (; j < whole; j += 16) most = f32x4.max(most, v128.load(f + j))
    if (j < width) most = f32x4.max(most, v128.bitselect(v128.load(f + j), lowest, rest))
    const largest = maxOfLanes(most)
    const shift = f32x4.splat(largest)
    let sums = f32x4.splat(0)
    for (j = 0; j < whole; j += 16) {
      const e = exp(f32x4.sub(v128.load(f + j), shift))
      v128.store(d + j, e)
      sums = f32x4.add(sums, e)
    }
    if (j < width) {
      const e = v128.and(exp(f32x4.sub(v128.load(f + j), shift)), rest)
      sums = f32x4.add(sums, e)
      for (let k: i32 = 0; k < (classes & 3); k++) store<f32>(d + j + (<usize>k << 2), lane(e, k))
    }
    const sum = sumOfLanes(sums)
    const label = <usize>load<i32>(labels) << 2
    loss += log(<f64>sum) + (<f64>largest - <f64>load<f32>(f + label))
    const share = factor / sum
    const shares = f32x4.splat(share)
    for (j = 0; j < whole; j += 16) v128.store(d + j, f32x4.mul(v128.load(d + j), shares))
    for (; j < width; j += 4) store<f32>(d + j, load<f32>(d + j) * share)
    store<f32>(d + label, load<f32>(d + label) - factor)
  }
  return loss
}

// @ts-expect-error: a decorator of the language
@inline
function lane(x: v128, k: i32): f32 {
  if (k == 0) return f32x4.extract_lane(x, 0)
  if (k == 1) return f32x4.extract_lane(x, 1)
  return f32x4.extract_lane(x, 2)
}

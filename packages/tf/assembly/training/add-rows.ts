import { fma } from './fma'

/** Four entries of A times as many rows of B, `width` bytes of each. */
export function addFour(a: usize, step: usize, b: usize, row: usize, to: usize, width: usize, accumulate: bool): void {
  const x0 = v128.load32_splat(a)
  const x1 = v128.load32_splat(a + step)
  const x2 = v128.load32_splat(a + 2 * step)
  const x3 = v128.load32_splat(a + 3 * step)
  const b1 = b + row
  const b2 = b1 + row
  const b3 = b2 + row
  const whole = width & ~15
  let j: usize = 0
  for (; j < whole; j += 16) {
    let sum = accumulate ? v128.load(to + j) : f32x4.splat(0)
    sum = fma(x0, v128.load(b + j), sum)
    sum = fma(x1, v128.load(b1 + j), sum)
    sum = fma(x2, v128.load(b2 + j), sum)
    sum = fma(x3, v128.load(b3 + j), sum)
    v128.store(to + j, sum)
  }
  for (; j < width; j += 4) {
    const sum: f32 = accumulate ? load<f32>(to + j) : 0
    const low = f32x4.extract_lane(x0, 0) * load<f32>(b + j) + f32x4.extract_lane(x1, 0) * load<f32>(b1 + j)
    const high = f32x4.extract_lane(x2, 0) * load<f32>(b2 + j) + f32x4.extract_lane(x3, 0) * load<f32>(b3 + j)
    store<f32>(to + j, sum + (low + high))
  }
}

/** One entry of A times a row of B. */
export function addOne(a: usize, b: usize, to: usize, width: usize, accumulate: bool): void {
  const x = v128.load32_splat(a)
  const whole = width & ~15
  let j: usize = 0
  if (accumulate)
    for (; j < whole; j += 16) v128.store(to + j, fma(x, v128.load(b + j), v128.load(to + j)))
  else for (; j < whole; j += 16) v128.store(to + j, f32x4.mul(x, v128.load(b + j)))
  for (; j < width; j += 4)
    store<f32>(to + j, load<f32>(a) * load<f32>(b + j) + (accumulate ? load<f32>(to + j) : 0))
}

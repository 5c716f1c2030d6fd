import { fma } from './fma'
import { putEight } from './gemm-put'

/** Two rows of A: 2 × 8 sums. */
export function two(
  a: usize,
  panel: usize,
  to: usize,
  stride: usize,
  depth: i32,
  aRow: i32,
  aColumn: i32,
  accumulate: bool,
): void {
  const step = <usize>aColumn << 2
  let b = a + (<usize>aRow << 2)
  let s00 = f32x4.splat(0)
  let s01 = s00
  let s10 = s00
  let s11 = s00
  for (const end = panel + (<usize>depth << 5); panel < end; panel += 32) {
    const low = v128.load(panel)
    const high = v128.load(panel, 16)
    let x = v128.load32_splat(a)
    s00 = fma(x, low, s00)
    s01 = fma(x, high, s01)
    x = v128.load32_splat(b)
    s10 = fma(x, low, s10)
    s11 = fma(x, high, s11)
    a += step
    b += step
  }
  putEight(to, s00, s01, accumulate)
  putEight(to + stride, s10, s11, accumulate)
}

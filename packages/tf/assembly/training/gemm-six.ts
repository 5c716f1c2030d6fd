import { fma } from './fma'
import { putEight } from './gemm-put'

/** Six rows of A, each with its own address: 6 × 8 sums. */
export function sixApart(
  a: usize,
  panel: usize,
  to: usize,
  stride: usize,
  depth: i32,
  aRow: i32,
  aColumn: i32,
  accumulate: bool,
): void {
  six(a, panel, to, stride, depth, aRow, aColumn, accumulate, false)
}

/** Six rows of A that lie side by side, those of a transposed matrix: one address is enough. */
export function sixTogether(
  a: usize,
  panel: usize,
  to: usize,
  stride: usize,
  depth: i32,
  aColumn: i32,
  accumulate: bool,
): void {
  six(a, panel, to, stride, depth, 1, aColumn, accumulate, true)
}

// @ts-expect-error: a decorator of the language
@inline
function six(
  a: usize,
  panel: usize,
  to: usize,
  stride: usize,
  depth: i32,
  aRow: i32,
  aColumn: i32,
  accumulate: bool,
  together: bool,
): void {
  const row = <usize>aRow << 2
  const step = <usize>aColumn << 2
  let a1 = a + row
  let a2 = a1 + row
  let a3 = a2 + row
  let a4 = a3 + row
  let a5 = a4 + row
  let s00 = f32x4.splat(0)
  let s01 = s00
  let s10 = s00
  let s11 = s00
  let s20 = s00
  let s21 = s00
  let s30 = s00
  let s31 = s00
  let s40 = s00
  let s41 = s00
  let s50 = s00
  let s51 = s00
  for (const end = panel + (<usize>depth << 5); panel < end; panel += 32) {
    const low = v128.load(panel)
    const high = v128.load(panel, 16)
    let x = v128.load32_splat(a)
    s00 = fma(x, low, s00)
    s01 = fma(x, high, s01)
    x = together ? v128.load32_splat(a, 4) : v128.load32_splat(a1)
    s10 = fma(x, low, s10)
    s11 = fma(x, high, s11)
    x = together ? v128.load32_splat(a, 8) : v128.load32_splat(a2)
    s20 = fma(x, low, s20)
    s21 = fma(x, high, s21)
    x = together ? v128.load32_splat(a, 12) : v128.load32_splat(a3)
    s30 = fma(x, low, s30)
    s31 = fma(x, high, s31)
    x = together ? v128.load32_splat(a, 16) : v128.load32_splat(a4)
    s40 = fma(x, low, s40)
    s41 = fma(x, high, s41)
    x = together ? v128.load32_splat(a, 20) : v128.load32_splat(a5)
    s50 = fma(x, low, s50)
    s51 = fma(x, high, s51)
    a += step
    if (!together) {
      a1 += step
      a2 += step
      a3 += step
      a4 += step
      a5 += step
    }
  }
  putEight(to, s00, s01, accumulate)
  putEight(to + stride, s10, s11, accumulate)
  putEight(to + 2 * stride, s20, s21, accumulate)
  putEight(to + 3 * stride, s30, s31, accumulate)
  putEight(to + 4 * stride, s40, s41, accumulate)
  putEight(to + 5 * stride, s50, s51, accumulate)
}

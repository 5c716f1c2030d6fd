import { fma } from './fma'
import { copyTile, putEight } from './gemm-put'

/** One row of A: 8 sums, of which `width` are in C. */
export function one(
  a: usize,
  panel: usize,
  c: usize,
  width: i32,
  depth: i32,
  aColumn: i32,
  accumulate: bool,
  spare: usize,
): void {
  const step = <usize>aColumn << 2
  let low = f32x4.splat(0)
  let high = low
  for (const end = panel + (<usize>depth << 5); panel < end; panel += 32) {
    const x = v128.load32_splat(a)
    low = fma(x, v128.load(panel), low)
    high = fma(x, v128.load(panel, 16), high)
    a += step
  }
  if (width == 8) putEight(c, low, high, accumulate)
  else {
    putEight(spare, low, high, false)
    copyTile(spare, c, width, accumulate)
  }
}

import { gemm } from './gemm'

/** So many products one after the other, a, b and c moving on by so many entries: a call each would take longer. */
export function gemms(
  count: i32,
  aStep: i32,
  bStep: i32,
  a: usize,
  b: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  aRow: i32,
  aColumn: i32,
  bRow: i32,
  bColumn: i32,
  scratch: usize,
): void {
  for (let i = 0; i < count; i++) {
    gemm(a, b, c, m, n, k, aRow, aColumn, bRow, bColumn, scratch)
    a += <usize>aStep << 2
    b += <usize>bStep << 2
    c += (<usize>m * <usize>n) << 2
  }
}

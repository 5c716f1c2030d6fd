import { one } from './gemm-one'
import { copyTile } from './gemm-put'
import { sixApart, sixTogether } from './gemm-six'
import { two } from './gemm-two'

/** A tile of C, or the part of one that is in C. */
export function tile(
  a: usize,
  panel: usize,
  c: usize,
  rows: i32,
  width: i32,
  depth: i32,
  n: i32,
  aRow: i32,
  aColumn: i32,
  accumulate: bool,
  spare: usize,
): void {
  if (rows < 6 && rows != 2 && rows != 4) {
    // One row by itself costs half a pair.
    if (rows > 1) tile(a, panel, c, rows & 6, width, depth, n, aRow, aColumn, accumulate, spare)
    const last = rows & 6
    one(
      a + ((<usize>last * <usize>aRow) << 2),
      panel,
      c + ((<usize>last * <usize>n) << 2),
      width,
      depth,
      aColumn,
      accumulate,
      spare,
    )
    return
  }
  if (rows == 4) {
    tile(a, panel, c, 2, width, depth, n, aRow, aColumn, accumulate, spare)
    a += <usize>aRow << 3
    c += <usize>n << 3
    rows = 2
  }
  const whole = width == 8
  const to = whole ? c : spare
  const stride = whole ? <usize>n << 2 : 32
  if (rows == 2) two(a, panel, to, stride, depth, aRow, aColumn, accumulate && whole)
  else if (aRow == 1) sixTogether(a, panel, to, stride, depth, aColumn, accumulate && whole)
  else sixApart(a, panel, to, stride, depth, aRow, aColumn, accumulate && whole)
  if (whole) return
  for (let i = 0; i < rows; i++)
    copyTile(spare + (<usize>i << 5), c + ((<usize>i * <usize>n) << 2), width, accumulate)
}

import { fma } from './fma'

// C = A B in blocks: KC rows of NC columns of B are packed into panels of 8 columns, [KC][8], padded with 0 and read in
// order; A is read where it lies. A tile of C is 6 × 8: twelve sums, two vectors of B and one of A fill the fifteen
// registers. Floor: 2 m n k flops at 8 a multiply and add, m k ⌈n/8⌉ / 6 splats and 2 k loads a tile besides.

const KC: i32 = 256
const NC: i32 = 512
/** Bytes of scratch for the packed block and one tile that overhangs C. */
const PANELS: usize = <usize>KC * <usize>NC * 4
const TILE: usize = 6 * 8 * 4

export function gemmScratch(): usize {
  return PANELS + TILE
}

/**
 * C = op(A) op(B), C of shape [m, n], row-major and dense; entry (i, p) of op(A) lies at a + 4 (i aRow + p aColumn),
 * entry (p, j) of op(B) at b + 4 (p bRow + j bColumn).
 */
export function gemm(
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
  if (k == 0) memory.fill(c, 0, (<usize>m * <usize>n) << 2)
  for (let j = 0; j < n; j += NC) {
    const columns = min(NC, n - j)
    for (let p = 0; p < k; p += KC) {
      const depth = min(KC, k - p)
      pack(b + ((<usize>p * <usize>bRow + <usize>j * <usize>bColumn) << 2), depth, columns, bRow, bColumn, scratch)
      const left = a + ((<usize>p * <usize>aColumn) << 2)
      for (let i = 0; i < m; i += 6) {
        const rows = min(6, m - i)
        const from = left + ((<usize>i * <usize>aRow) << 2)
        let to = c + ((<usize>i * <usize>n + <usize>j) << 2)
        let panel = scratch
        for (let q = 0; q < columns; q += 8) {
          const width = min(8, columns - q)
          tile(from, panel, to, rows, width, depth, n, aRow, aColumn, p > 0, scratch + PANELS)
          panel += <usize>depth << 5
          to += 32
        }
      }
    }
  }
}

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

/** Columns j … j + 8 of B side by side, row after row. */
function pack(b: usize, depth: i32, columns: i32, bRow: i32, bColumn: i32, to: usize): void {
  const row = <usize>bRow << 2
  const column = <usize>bColumn << 2
  for (let j = 0; j < columns; j += 8) {
    const width = min(8, columns - j)
    let from = b + <usize>j * column
    if (width == 8 && bColumn == 1) {
      for (let p = 0; p < depth; p++) {
        v128.store(to, v128.load(from))
        v128.store(to, v128.load(from, 16), 16)
        from += row
        to += 32
      }
    } else if (width == 8 && bRow == 1) {
      packTransposed(from, depth, column, to)
      to += <usize>depth << 5
    } else {
      for (let p = 0; p < depth; p++) {
        for (let q = 0; q < 8; q++)
          store<f32>(to + (<usize>q << 2), q < width ? load<f32>(from + <usize>q * column) : 0)
        from += row
        to += 32
      }
    }
  }
}

/** The same where the columns are contiguous: blocks of 4 × 4 are transposed in registers. */
function packTransposed(b: usize, depth: i32, column: usize, to: usize): void {
  let p = 0
  for (; p + 4 <= depth; p += 4) {
    transpose(b, column, to)
    transpose(b + 4 * column, column, to + 16)
    b += 16
    to += 128
  }
  for (; p < depth; p++) {
    for (let q: usize = 0; q < 8; q++) store<f32>(to + (q << 2), load<f32>(b + q * column))
    b += 4
    to += 32
  }
}

// @ts-expect-error: a decorator of the language
@inline
function transpose(from: usize, column: usize, to: usize): void {
  const r0 = v128.load(from)
  const r1 = v128.load(from + column)
  const r2 = v128.load(from + 2 * column)
  const r3 = v128.load(from + 3 * column)
  const a = i32x4.shuffle(r0, r1, 0, 4, 1, 5)
  const b = i32x4.shuffle(r0, r1, 2, 6, 3, 7)
  const c = i32x4.shuffle(r2, r3, 0, 4, 1, 5)
  const d = i32x4.shuffle(r2, r3, 2, 6, 3, 7)
  v128.store(to, i64x2.shuffle(a, c, 0, 2))
  v128.store(to, i64x2.shuffle(a, c, 1, 3), 32)
  v128.store(to, i64x2.shuffle(b, d, 0, 2), 64)
  v128.store(to, i64x2.shuffle(b, d, 1, 3), 96)
}

/** A tile of C, or the part of one that is in C. */
function tile(
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
  else if (aRow == 1) sixContiguous(a, panel, to, stride, depth, aColumn, accumulate && whole)
  else six(a, panel, to, stride, depth, aRow, aColumn, accumulate && whole)
  if (!whole) for (let i = 0; i < rows; i++) copy(spare + (<usize>i << 5), c + ((<usize>i * <usize>n) << 2), width, accumulate)
}

function copy(from: usize, to: usize, width: i32, accumulate: bool): void {
  for (let q: usize = 0; q < <usize>width << 2; q += 4)
    store<f32>(to + q, load<f32>(from + q) + (accumulate ? load<f32>(to + q) : 0))
}

// @ts-expect-error: a decorator of the language
@inline
function put(to: usize, low: v128, high: v128, accumulate: bool): void {
  v128.store(to, accumulate ? f32x4.add(low, v128.load(to)) : low)
  v128.store(to, accumulate ? f32x4.add(high, v128.load(to, 16)) : high, 16)
}

/** Six rows of A, each with its own address. */
function six(
  a: usize,
  panel: usize,
  to: usize,
  stride: usize,
  depth: i32,
  aRow: i32,
  aColumn: i32,
  accumulate: bool,
): void {
  const row = <usize>aRow << 2
  const step = <usize>aColumn << 2
  let a0 = a
  let a1 = a0 + row
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
    let x = v128.load32_splat(a0)
    s00 = fma(x, low, s00)
    s01 = fma(x, high, s01)
    x = v128.load32_splat(a1)
    s10 = fma(x, low, s10)
    s11 = fma(x, high, s11)
    x = v128.load32_splat(a2)
    s20 = fma(x, low, s20)
    s21 = fma(x, high, s21)
    x = v128.load32_splat(a3)
    s30 = fma(x, low, s30)
    s31 = fma(x, high, s31)
    x = v128.load32_splat(a4)
    s40 = fma(x, low, s40)
    s41 = fma(x, high, s41)
    x = v128.load32_splat(a5)
    s50 = fma(x, low, s50)
    s51 = fma(x, high, s51)
    a0 += step
    a1 += step
    a2 += step
    a3 += step
    a4 += step
    a5 += step
  }
  put(to, s00, s01, accumulate)
  put(to + stride, s10, s11, accumulate)
  put(to + 2 * stride, s20, s21, accumulate)
  put(to + 3 * stride, s30, s31, accumulate)
  put(to + 4 * stride, s40, s41, accumulate)
  put(to + 5 * stride, s50, s51, accumulate)
}

/** Six rows of A that lie side by side: those of a transposed matrix. */
function sixContiguous(
  a: usize,
  panel: usize,
  to: usize,
  stride: usize,
  depth: i32,
  aColumn: i32,
  accumulate: bool,
): void {
  const step = <usize>aColumn << 2
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
    x = v128.load32_splat(a, 4)
    s10 = fma(x, low, s10)
    s11 = fma(x, high, s11)
    x = v128.load32_splat(a, 8)
    s20 = fma(x, low, s20)
    s21 = fma(x, high, s21)
    x = v128.load32_splat(a, 12)
    s30 = fma(x, low, s30)
    s31 = fma(x, high, s31)
    x = v128.load32_splat(a, 16)
    s40 = fma(x, low, s40)
    s41 = fma(x, high, s41)
    x = v128.load32_splat(a, 20)
    s50 = fma(x, low, s50)
    s51 = fma(x, high, s51)
    a += step
  }
  put(to, s00, s01, accumulate)
  put(to + stride, s10, s11, accumulate)
  put(to + 2 * stride, s20, s21, accumulate)
  put(to + 3 * stride, s30, s31, accumulate)
  put(to + 4 * stride, s40, s41, accumulate)
  put(to + 5 * stride, s50, s51, accumulate)
}

function two(
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
  put(to, s00, s01, accumulate)
  put(to + stride, s10, s11, accumulate)
}

function one(
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
  if (width == 8) put(c, low, high, accumulate)
  else {
    put(spare, low, high, false)
    copy(spare, c, width, accumulate)
  }
}

import { addTo } from './add-to'

/** Rows that are added up before their sums join those of the rows before: a sum of a block costs at most a quarter. */
// @ts-expect-error: a decorator of the language
@inline
function blockOf(segments: i32): i32 {
  return max(2048, 4 * segments)
}

/** Bytes of scratch: the sums of one block, where there are several. */
export function segmentSumScratch(count: i32, inner: i32, segments: i32): usize {
  return count > blockOf(segments) ? <usize>segments * (<usize>inner << 2) : 16
}

/**
 * out [segments, inner]: the sum of the rows of x [count, inner] of each segment. A row of no segment from 0 on is left
 * out. Blocks of rows are summed apart, so that rounding does not grow with the number of rows. Floor: 12 bytes an entry
 * of x, read, and read and written in the sums; measured: 1.6 times that.
 */
export function segmentSum(
  x: usize,
  ids: usize,
  out: usize,
  count: i32,
  inner: i32,
  segments: i32,
  scratch: usize,
): void {
  const row = <usize>inner << 2
  const all = <usize>segments * row
  const block = blockOf(segments)
  memory.fill(out, 0, all)
  if (count <= block) return addRows(x, ids, out, count, row, segments)
  for (; count > 0; count -= block) {
    memory.fill(scratch, 0, all)
    addRows(x, ids, scratch, min(count, block), row, segments)
    addTo(scratch, segments * inner, out)
    x += <usize>block * row
    ids += <usize>block << 2
  }
}

/** Adds each of `count` rows, of so many bytes, to that of its segment. */
function addRows(x: usize, ids: usize, to: usize, count: i32, row: usize, segments: i32): void {
  const whole = row & ~15
  for (let i = 0; i < count; i++, x += row) {
    const id = load<i32>(ids + (<usize>i << 2))
    if (<u32>id >= <u32>segments) continue
    const at = to + <usize>id * row
    let j: usize = 0
    for (; j < whole; j += 16) v128.store(at + j, f32x4.add(v128.load(at + j), v128.load(x + j)))
    for (; j < row; j += 4) store<f32>(at + j, load<f32>(at + j) + load<f32>(x + j))
  }
}

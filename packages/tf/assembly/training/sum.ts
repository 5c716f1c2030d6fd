import { BLOCK, columns } from './sum-columns'
import { mendSums } from './sum-mend'
import { sumRows } from './sum-rows'
import { run } from './sum-run'
import { sumShort } from './sum-short'

// Sums over the middle of x [outer, length, inner]. Where inner is short, rows of x are joined until they hold at least
// 16 entries and whole vectors, so that any inner extent is added 4 at a time; four rows at once, 256 into float32 and
// those sums into float64, so that the error does not grow with the length. Floor: 4 bytes read an entry of x;
// measured: twice that. Short sums stay in float32.

/** Entries of a row, and rows, whose sum is short. */
const ROW: i32 = 512
const SHORT: i32 = 16

/** Bytes of scratch for a sum: none, or a float32 and a float64 a column. */
export function sumScratch(length: i32, inner: i32): usize {
  return inner == 1 || length <= SHORT ? 0 : <usize>BLOCK * 12
}

/** out [outer, inner] = the sums times `scale`. */
export function sum(x: usize, out: usize, outer: i32, length: i32, inner: i32, scale: f64, scratch: usize): void {
  if (!addUp(x, out, outer, length, inner, scale, scratch)) mendSums(x, out, outer, length, inner, scale)
}

/** False where one of them may not be finite. */
function addUp(x: usize, out: usize, outer: i32, length: i32, inner: i32, scale: f64, scratch: usize): bool {
  let all: f64 = 0
  if (length == 0) {
    memory.fill(out, 0, (<usize>outer * <usize>inner) << 2)
    return true
  }
  if (inner == 1) {
    if (length <= ROW) return sumRows(x, out, outer, length, scale)
    for (let o = 0; o < outer; o++, x += <usize>length << 2, out += 4) {
      const total = run(x, length) * scale
      all += total
      store<f32>(out, <f32>total)
    }
    return all - all == 0
  }
  if (length <= SHORT) return sumShort(x, out, outer, length, inner, scale)
  const row = <usize>inner << 2
  // Rows to join, and what is left over.
  let join = 1
  if (inner < 64) {
    while ((join * inner) & 3) join++
    join *= (15 + join * inner) / (join * inner)
  }
  const lines = length / join
  const rest = length - lines * join
  for (let o = 0; o < outer; o++) {
    if (join > 1) {
      const wide = lines ? join * inner : 0
      columns(x, <usize>wide << 2, lines, wide, scratch)
      const totals = scratch + (<usize>BLOCK << 2)
      const tail = x + <usize>lines * (<usize>join * row)
      for (let j = 0; j < inner; j++) {
        let total: f64 = 0
        for (let i = j; i < wide; i += inner) total += load<f64>(totals + (<usize>i << 3))
        for (let i = 0; i < rest; i++) total += <f64>load<f32>(tail + <usize>i * row + (<usize>j << 2))
        all += total
        store<f32>(out + (<usize>j << 2), <f32>(total * scale))
      }
    } else {
      for (let from = 0; from < inner; from += BLOCK) {
        const width = min(BLOCK, inner - from)
        columns(x + (<usize>from << 2), row, length, width, scratch)
        const totals = scratch + (<usize>BLOCK << 2)
        for (let j = 0; j < width; j++) {
          const total = load<f64>(totals + (<usize>j << 3))
          all += total
          store<f32>(out + (<usize>(from + j) << 2), <f32>(total * scale))
        }
      }
    }
    x += <usize>length * row
    out += row
  }
  return all - all == 0
}

// Sums over the middle of x [outer, length, inner]. Where inner is short, rows of x are joined until they hold at least
// 16 entries and whole vectors, so that any inner extent is added 4 at a time; four rows at once, 256 into float32 and those sums into
// float64, so that the error does not grow with the length. Floor: 4 bytes read an entry of x; measured: twice that.

/** Columns that are added in one go. */
const BLOCK: i32 = 1024
/** Rows whose sum stays in float32. */
const CHUNK: i32 = 256

/** Bytes of scratch: a float32 and a float64 a column. */
export function sumScratch(): usize {
  return <usize>BLOCK * 12
}

/** out [outer, inner] = the sums times `scale`. */
export function sum(x: usize, out: usize, outer: i32, length: i32, inner: i32, scale: f64, scratch: usize): void {
  if (inner == 1) {
    for (let o = 0; o < outer; o++, x += <usize>length << 2, out += 4) store<f32>(out, <f32>(run(x, length) * scale))
    return
  }
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
        store<f32>(out + (<usize>j << 2), <f32>(total * scale))
      }
    } else {
      for (let from = 0; from < inner; from += BLOCK) {
        const width = min(BLOCK, inner - from)
        columns(x + (<usize>from << 2), row, length, width, scratch)
        const totals = scratch + (<usize>BLOCK << 2)
        for (let j = 0; j < width; j++)
          store<f32>(out + (<usize>(from + j) << 2), <f32>(load<f64>(totals + (<usize>j << 3)) * scale))
      }
    }
    x += <usize>length * row
    out += row
  }
}

/** The sum of so many entries side by side: 16 sums, handed to float64 after at most 256 entries each. */
function run(x: usize, length: i32): f64 {
  let total: f64 = 0
  for (; length >= 16; ) {
    let s0 = f32x4.splat(0)
    let s1 = s0
    let s2 = s0
    let s3 = s0
    const end = x + (<usize>min(length & ~15, 16 * CHUNK) << 2)
    length -= <i32>((end - x) >> 2)
    for (; x < end; x += 64) {
      s0 = f32x4.add(s0, v128.load(x))
      s1 = f32x4.add(s1, v128.load(x, 16))
      s2 = f32x4.add(s2, v128.load(x, 32))
      s3 = f32x4.add(s3, v128.load(x, 48))
    }
    s0 = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3))
    total +=
      <f64>f32x4.extract_lane(s0, 0) +
      <f64>f32x4.extract_lane(s0, 1) +
      (<f64>f32x4.extract_lane(s0, 2) + <f64>f32x4.extract_lane(s0, 3))
  }
  for (; length > 0; length--, x += 4) total += <f64>load<f32>(x)
  return total
}

/** The sums of `width` columns of `length` rows, in float64, behind the float32 of the scratch. */
function columns(x: usize, row: usize, length: i32, width: i32, scratch: usize): void {
  const totals = scratch + (<usize>BLOCK << 2)
  const bytes = <usize>width << 2
  const whole = bytes & ~15
  memory.fill(totals, 0, bytes << 1)
  for (let i = 0; i < length; i += CHUNK) {
    let rows = min(CHUNK, length - i)
    memory.fill(scratch, 0, bytes)
    for (; rows >= 4; rows -= 4) {
      const x1 = x + row
      const x2 = x1 + row
      const x3 = x2 + row
      let j: usize = 0
      for (; j < whole; j += 16) {
        const low = f32x4.add(v128.load(x + j), v128.load(x1 + j))
        const high = f32x4.add(v128.load(x2 + j), v128.load(x3 + j))
        v128.store(scratch + j, f32x4.add(v128.load(scratch + j), f32x4.add(low, high)))
      }
      for (; j < bytes; j += 4)
        store<f32>(
          scratch + j,
          load<f32>(scratch + j) + (load<f32>(x + j) + load<f32>(x1 + j) + (load<f32>(x2 + j) + load<f32>(x3 + j))),
        )
      x = x3 + row
    }
    for (; rows > 0; rows--) {
      let j: usize = 0
      for (; j < whole; j += 16) v128.store(scratch + j, f32x4.add(v128.load(scratch + j), v128.load(x + j)))
      for (; j < bytes; j += 4) store<f32>(scratch + j, load<f32>(scratch + j) + load<f32>(x + j))
      x += row
    }
    for (let j = 0; j < width; j++) {
      const total = totals + (<usize>j << 3)
      store<f64>(total, load<f64>(total) + <f64>load<f32>(scratch + (<usize>j << 2)))
    }
  }
}

import { fma } from '../training/fma'

/** Rows whose sums stay in float32. */
const CHUNK: i32 = 128

/** Bytes of scratch: two float32 a column. */
export function batchSumsScratch(width: i32): usize {
  return ((<usize>width << 2) + 16) << 1
}

/**
 * For every column of d and x [rows, width], what the gradient of a batch normalization needs: Σd and Σd (x − centre), two
 * lists of float64. Floor: 8 bytes read an entry.
 */
export function batchSums(
  d: usize,
  x: usize,
  rows: i32,
  width: i32,
  centre: usize,
  sums: usize,
  scratch: usize,
): void {
  const row = <usize>width << 2
  const line = row + 16
  const first = scratch
  const second = scratch + line
  const products = sums + (row << 1)
  memory.fill(sums, 0, row << 2)
  for (; rows > 0; rows -= CHUNK) {
    const chunk = min(CHUNK, rows)
    memory.fill(scratch, 0, line << 1)
    addChunk(d, x, chunk, row, centre, first, second)
    d += <usize>chunk * row
    x += <usize>chunk * row
    for (let j: usize = 0; j < row; j += 4) {
      const sum = sums + (j << 1)
      store<f64>(sum, load<f64>(sum) + <f64>load<f32>(first + j))
      const product = products + (j << 1)
      store<f64>(product, load<f64>(product) + <f64>load<f32>(second + j))
    }
  }
}

/** The sums of a few rows, two at a time. */
function addChunk(d: usize, x: usize, rows: i32, row: usize, centre: usize, first: usize, second: usize): void {
  const whole = row & ~15
  for (; rows >= 2; rows -= 2) {
    const d1 = d + row
    const x1 = x + row
    let j: usize = 0
    for (; j < whole; j += 16) {
      const c = v128.load(centre + j)
      const a = v128.load(d + j)
      const b = v128.load(d1 + j)
      v128.store(first + j, f32x4.add(v128.load(first + j), f32x4.add(a, b)))
      const product = fma(a, f32x4.sub(v128.load(x + j), c), f32x4.mul(b, f32x4.sub(v128.load(x1 + j), c)))
      v128.store(second + j, f32x4.add(v128.load(second + j), product))
    }
    for (; j < row; j += 4) addEntry(d + j, x + j, centre + j, d1 + j, x1 + j, first + j, second + j)
    d = d1 + row
    x = x1 + row
  }
  if (rows > 0)
    for (let j: usize = 0; j < row; j += 4) {
      const a = load<f32>(d + j)
      store<f32>(first + j, load<f32>(first + j) + a)
      store<f32>(second + j, load<f32>(second + j) + a * (load<f32>(x + j) - load<f32>(centre + j)))
    }
}

// @ts-expect-error: a decorator of the language
@inline
function addEntry(d: usize, x: usize, centre: usize, d1: usize, x1: usize, first: usize, second: usize): void {
  const c = load<f32>(centre)
  const a = load<f32>(d)
  const b = load<f32>(d1)
  store<f32>(first, load<f32>(first) + (a + b))
  store<f32>(second, load<f32>(second) + (a * (load<f32>(x) - c) + b * (load<f32>(x1) - c)))
}

import { fma } from '../training/fma'

// Mean and variance of every column of x [rows, width]. Each block of rows is read once, less a mean that is known
// already (its own for the first block, what came before for the others), so that nothing large cancels; float32 adds up
// one block, float64 all of them (Chan, Golub & LeVeque 1983, equation 1.5).

/** Entries of a block, to stay in the second cache, and the least and the most rows. */
const BLOCK: i32 = 16384
const FEWEST: i32 = 16
const MOST: i32 = 128

/** Bytes of scratch: three float32 a column. */
export function batchMomentsScratch(width: i32): usize {
  return ((<usize>width << 2) + 16) * 3
}

/**
 * Writes the means and the biased variances into `moments`, two lists of float64. Floor: 4 bytes read an entry, one
 * subtraction and two additions.
 */
export function batchMoments(x: usize, rows: i32, width: i32, moments: usize, scratch: usize): void {
  const row = <usize>width << 2
  const line = row + 16
  const shift = scratch
  const first = scratch + line
  const second = first + line
  const squares = moments + (row << 1)
  const most = min(MOST, max(FEWEST, BLOCK / width))
  memory.fill(moments, 0, row << 2)
  for (let before = 0; before < rows; before += most) {
    const block = min(most, rows - before)
    if (before == 0) blockMeans(x, block, width, shift)
    memory.fill(first, 0, line << 1)
    deviations(x, block, row, shift, first, second)
    x += <usize>block * row
    const share = <f64>block / <f64>(before + block)
    for (let j: usize = 0; j < row; j += 4) {
      const total = <f64>load<f32>(first + j)
      const mean = moments + (j << 1)
      const apart = <f64>load<f32>(shift + j) + total / <f64>block - load<f64>(mean)
      const square = squares + (j << 1)
      const inside = <f64>load<f32>(second + j) - (total * total) / <f64>block
      store<f64>(square, load<f64>(square) + inside + apart * apart * <f64>before * share)
      store<f64>(mean, load<f64>(mean) + apart * share)
      store<f32>(shift + j, <f32>load<f64>(mean))
    }
  }
  for (let j: usize = 0; j < row << 1; j += 8) store<f64>(squares + j, max(0, load<f64>(squares + j) / <f64>rows))
}

/** The means of a few rows, roughly: what their deviations are taken from. */
function blockMeans(x: usize, rows: i32, width: i32, out: usize): void {
  const row = <usize>width << 2
  memory.copy(out, x, row)
  for (let i = 1; i < rows; i++) {
    x += row
    const share: f32 = 1 / <f32>(i + 1)
    for (let j: usize = 0; j < row; j += 4) {
      const mean = load<f32>(out + j)
      store<f32>(out + j, mean + (load<f32>(x + j) - mean) * share)
    }
  }
}

/** Adds every row less `shift` to `first`, and its squares to `second`; four rows at a time. */
function deviations(x: usize, rows: i32, row: usize, shift: usize, first: usize, second: usize): void {
  const whole = row & ~15
  for (; rows >= 4; rows -= 4) {
    const x1 = x + row
    const x2 = x1 + row
    const x3 = x2 + row
    let j: usize = 0
    for (; j < whole; j += 16) {
      const s = v128.load(shift + j)
      const a = f32x4.sub(v128.load(x + j), s)
      const b = f32x4.sub(v128.load(x1 + j), s)
      const c = f32x4.sub(v128.load(x2 + j), s)
      const d = f32x4.sub(v128.load(x3 + j), s)
      const sum = f32x4.add(f32x4.add(a, b), f32x4.add(c, d))
      v128.store(first + j, f32x4.add(v128.load(first + j), sum))
      const square = f32x4.add(fma(a, a, f32x4.mul(b, b)), fma(c, c, f32x4.mul(d, d)))
      v128.store(second + j, f32x4.add(v128.load(second + j), square))
    }
    for (; j < row; j += 4) {
      const s = load<f32>(shift + j)
      const a = load<f32>(x + j) - s
      const b = load<f32>(x1 + j) - s
      const c = load<f32>(x2 + j) - s
      const d = load<f32>(x3 + j) - s
      store<f32>(first + j, load<f32>(first + j) + (a + b + (c + d)))
      store<f32>(second + j, load<f32>(second + j) + (a * a + b * b + (c * c + d * d)))
    }
    x = x3 + row
  }
  for (; rows > 0; rows--, x += row)
    for (let j: usize = 0; j < row; j += 4) {
      const a = load<f32>(x + j) - load<f32>(shift + j)
      store<f32>(first + j, load<f32>(first + j) + a)
      store<f32>(second + j, load<f32>(second + j) + a * a)
    }
}

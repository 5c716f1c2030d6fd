/**
 * The product of one-hot rows with a matrix, without the zeros: row i of out is the sum over places p of row
 * p · alphabet + ids[i, p] of W [length · alphabet, width]. Floor: 4 bytes read an entry of the rows that are added.
 */
export function addCodes(ids: usize, W: usize, out: usize, rows: i32, length: i32, alphabet: i32, width: i32): void {
  const row = (<usize>width) << 2
  const place = <usize>alphabet * row
  const whole = row & ~15
  for (let i = 0; i < rows; i++, out += row) {
    let from = W
    for (let p = 0; p < length; p++, ids += 4, from += place) {
      const at = from + <usize>load<i32>(ids) * row
      let j: usize = 0
      if (p == 0) memory.copy(out, at, row)
      else {
        for (; j < whole; j += 16) v128.store(out + j, f32x4.add(v128.load(out + j), v128.load(at + j)))
        for (; j < row; j += 4) store<f32>(out + j, load<f32>(out + j) + load<f32>(at + j))
      }
    }
  }
}

/** The gradient of W: row i of d is added to each row that {@link addCodes} took. Floor: 12 bytes an entry of those. */
export function addCodesGradient(
  ids: usize,
  d: usize,
  dW: usize,
  rows: i32,
  length: i32,
  alphabet: i32,
  width: i32,
): void {
  const row = (<usize>width) << 2
  const place = <usize>alphabet * row
  const whole = row & ~15
  memory.fill(dW, 0, <usize>length * place)
  for (let i = 0; i < rows; i++, d += row) {
    let to = dW
    for (let p = 0; p < length; p++, ids += 4, to += place) {
      const at = to + <usize>load<i32>(ids) * row
      let j: usize = 0
      for (; j < whole; j += 16) v128.store(at + j, f32x4.add(v128.load(at + j), v128.load(d + j)))
      for (; j < row; j += 4) store<f32>(at + j, load<f32>(at + j) + load<f32>(d + j))
    }
  }
}

/** One-hot rows written out: 1 at p · alphabet + ids[i, p], 0 elsewhere. */
export function spreadCodes(ids: usize, out: usize, places: i32, alphabet: i32): void {
  memory.fill(out, 0, (<usize>places * <usize>alphabet) << 2)
  for (let p = 0; p < places; p++, ids += 4, out += (<usize>alphabet) << 2)
    store<f32>(out + ((<usize>load<i32>(ids)) << 2), 1)
}

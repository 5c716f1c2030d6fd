import { copyBytes } from '../training/copy'
import { addTo } from '../training/add-to'

/**
 * Row r of out is that of `tokens` for keys[r] % alphabet, plus that of `positions` for keys[r] / alphabet, unless there
 * are none (0). Floor: 8 bytes read and 4 written an entry.
 */
export function embed(
  keys: usize,
  tokens: usize,
  positions: usize,
  out: usize,
  rows: i32,
  alphabet: i32,
  width: i32,
): void {
  const row = (<usize>width) << 2
  for (let r = 0; r < rows; r++, keys += 4, out += row) {
    const key = load<i32>(keys)
    const place = key / alphabet
    copyBytes(tokens + <usize>(key - place * alphabet) * row, out, row)
    if (positions) addTo(positions + <usize>place * row, width, out)
  }
}

/**
 * The gradients of both tables of {@link embed}, `length` the rows of that of positions: each row of d is added to those
 * it was made from. Floor: 20 bytes an entry of d.
 */
export function embedGradient(
  keys: usize,
  d: usize,
  tokens: usize,
  positions: usize,
  rows: i32,
  alphabet: i32,
  length: i32,
  width: i32,
): void {
  const row = (<usize>width) << 2
  memory.fill(tokens, 0, <usize>alphabet * row)
  if (positions) memory.fill(positions, 0, <usize>length * row)
  for (let r = 0; r < rows; r++, keys += 4, d += row) {
    const key = load<i32>(keys)
    const place = key / alphabet
    addTo(d, width, tokens + <usize>(key - place * alphabet) * row)
    if (positions) addTo(d, width, positions + <usize>place * row)
  }
}

/** Adds row r of x [count, width] to row ids[r] at `to`. Floor: 12 bytes an entry. */
export function addRowsAt(x: usize, ids: usize, to: usize, count: i32, width: i32): void {
  const row = (<usize>width) << 2
  for (let r = 0; r < count; r++, x += row, ids += 4) addTo(x, width, to + <usize>load<i32>(ids) * row)
}

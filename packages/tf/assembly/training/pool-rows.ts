import { join } from './pool-lines'

/** The rows of x, `bytes` of each, joined into the line. */
// @ts-expect-error: a decorator of the language
@inline
export function joinRows(x: usize, row: usize, rows: i32, line: usize, bytes: usize, mean: bool): void {
  const neutral = f32x4.splat(mean ? 0 : -Infinity)
  const end = x + <usize>max(0, rows) * row
  let j: usize = 0
  if (rows == 3)
    for (; j + 16 <= bytes; j += 16) {
      const two = join(join(neutral, v128.load(x + j), mean), v128.load(x + row + j), mean)
      v128.store(line + j, join(two, v128.load(x + 2 * row + j), mean))
    }
  for (; j + 16 <= bytes; j += 16) {
    let four = neutral
    for (let at = x + j; at < end; at += row) four = join(four, v128.load(at), mean)
    v128.store(line + j, four)
  }
  for (; j < bytes; j += 4) {
    let one = neutral
    for (let at = x + j; at < end; at += row) one = join(one, v128.load32_zero(at), mean)
    v128.store32_lane(line + j, one, 0)
  }
}

import { finite } from './finite'
import { scaled } from './scaled'

/**
 * out [outer, inner] = the sums over the middle of x [outer, length, inner], for few rows of them, times `scale`: each
 * vector of columns is added up by itself. The last overlaps the one before it. False where one of them may not be
 * finite. Floor: 4 bytes read an entry.
 */
export function sumShort(x: usize, out: usize, outer: i32, length: i32, inner: i32, scale: f64): bool {
  let all = f32x4.splat(0)
  const row = <usize>inner << 2
  const bytes = <usize>length * row
  for (; outer > 0; outer--, out += row) {
    const end = x + bytes
    if (inner >= 4) {
      for (let j: usize = 0; j < row; j += 16) {
        const column = min(j, row - 16)
        let sum = v128.load(x + column)
        for (let at = x + column + row; at < end; at += row) sum = f32x4.add(sum, v128.load(at))
        if (scale != 1) sum = scaled(sum, scale)
        all = f32x4.add(all, sum)
        v128.store(out + column, sum)
      }
    } else {
      for (let j: usize = 0; j < row; j += 4) {
        let sum = load<f32>(x + j)
        for (let at = x + j + row; at < end; at += row) sum += load<f32>(at)
        sum = <f32>(<f64>sum * scale)
        all = f32x4.add(all, f32x4.splat(sum))
        store<f32>(out + j, sum)
      }
    }
    x = end
  }
  return finite(all)
}

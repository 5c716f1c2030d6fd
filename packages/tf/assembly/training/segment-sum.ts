/**
 * out [segments, inner]: the sum of the rows of x [count, inner] of each segment. A row of no segment from 0 on is left
 * out. Floor: 12 bytes an entry of x, read, and read and written in out; measured: 1.6 times that.
 */
export function segmentSum(x: usize, ids: usize, out: usize, count: i32, inner: i32, segments: i32): void {
  const row = <usize>inner << 2
  const whole = row & ~15
  memory.fill(out, 0, <usize>segments * row)
  for (let i = 0; i < count; i++, x += row) {
    const id = load<i32>(ids + (<usize>i << 2))
    if (<u32>id >= <u32>segments) continue
    const to = out + <usize>id * row
    let j: usize = 0
    for (; j < whole; j += 16) v128.store(to + j, f32x4.add(v128.load(to + j), v128.load(x + j)))
    for (; j < row; j += 4) store<f32>(to + j, load<f32>(to + j) + load<f32>(x + j))
  }
}

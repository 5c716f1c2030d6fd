/** Adds `count` entries of x to those at `to`: 12 bytes each, read and written. */
export function addTo(x: usize, count: i32, to: usize): void {
  for (; count >= 4; count -= 4) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(x)))
    x += 16
    to += 16
  }
  for (; count > 0; count--) {
    store<f32>(to, load<f32>(to) + load<f32>(x))
    x += 4
    to += 4
  }
}

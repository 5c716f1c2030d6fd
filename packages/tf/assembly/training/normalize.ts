/**
 * (x − mean) factor + offset for x [size / width, width], with rows of each as wide; the last row may be cut off.
 * Floor: 4 bytes read and 4 written an entry; measured: 2.6 times that, for three more loads from the cache.
 */
export function normalize(
  x: usize,
  mean: usize,
  factor: usize,
  offset: usize,
  out: usize,
  size: i32,
  width: i32,
): void {
  for (; size > 0; size -= width) {
    const row = <usize>min(size, width) << 2
    let j: usize = 0
    for (; j + 16 <= row; j += 16) {
      const apart = f32x4.sub(v128.load(x + j), v128.load(mean + j))
      v128.store(out + j, f32x4.add(f32x4.mul(apart, v128.load(factor + j)), v128.load(offset + j)))
    }
    for (; j < row; j += 4)
      store<f32>(out + j, (load<f32>(x + j) - load<f32>(mean + j)) * load<f32>(factor + j) + load<f32>(offset + j))
    x += row
    out += row
  }
}

/** Columns that are added in one go. */
export const BLOCK: i32 = 1024
/** Rows whose sum stays in float32. */
const CHUNK: i32 = 256

/** The sums of `width` columns of `length` rows, in float64, behind the float32 of the scratch. */
export function columns(x: usize, row: usize, length: i32, width: i32, scratch: usize): void {
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

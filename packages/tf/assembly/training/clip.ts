/**
 * Entries above `high` become `high`, those below `low` become `low`; NaN is neither and stays. Floor: 4 bytes read and
 * 4 written an entry; measured: 1.3 times as long as the fastest kernel of the backend takes to move as many.
 */
export function clip(x: usize, out: usize, n: i32, low: f32, high: f32): void {
  const lows = f32x4.splat(low)
  const highs = f32x4.splat(high)
  const end = x + (<usize>n << 2)
  // pmin(a, b) is b < a ? b : a, so that a NaN in a stays; one instruction on x64.
  for (; x + 16 <= end; x += 16, out += 16)
    v128.store(out, f32x4.pmax(f32x4.pmin(v128.load(x), highs), lows))
  for (; x < end; x += 4, out += 4) {
    const value = load<f32>(x)
    store<f32>(out, value > high ? high : value < low ? low : value)
  }
}

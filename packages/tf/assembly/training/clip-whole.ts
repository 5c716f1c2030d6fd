/** Whole numbers between `low` and `high`, which is no less: 4 bytes read and 4 written an entry. */
export function clipWhole(x: usize, out: usize, n: i32, low: i32, high: i32): void {
  const lows = i32x4.splat(low)
  const highs = i32x4.splat(high)
  const end = x + (<usize>n << 2)
  for (; x + 16 <= end; x += 16, out += 16)
    v128.store(out, i32x4.max_s(i32x4.min_s(v128.load(x), highs), lows))
  for (; x < end; x += 4, out += 4) store<i32>(out, max(min(load<i32>(x), high), low))
}

/** Adds the last `width` of `all` (8 or 6) entries to those at `to`; the others are not touched. */
export function addLast(to: usize, low: v128, high: v128, all: i32, width: i32): void {
  const skip = all - width
  if (skip == 0) {
    v128.store(to, f32x4.add(low, v128.load(to)))
    if (all == 8) v128.store(to, f32x4.add(high, v128.load(to, 16)), 16)
    else v128.store64_lane(to, f32x4.add(high, v128.load64_zero(to, 16)), 0, 16)
    return
  }
  if (skip < 1) add(to, f32x4.extract_lane(low, 0))
  if (skip < 2) add(to + 4, f32x4.extract_lane(low, 1))
  if (skip < 3) add(to + 8, f32x4.extract_lane(low, 2))
  if (skip < 4) add(to + 12, f32x4.extract_lane(low, 3))
  if (skip < 5) add(to + 16, f32x4.extract_lane(high, 0))
  if (skip < 6) add(to + 20, f32x4.extract_lane(high, 1))
  if (all == 6) return
  if (skip < 7) add(to + 24, f32x4.extract_lane(high, 2))
  if (skip < 8) add(to + 28, f32x4.extract_lane(high, 3))
}

// @ts-expect-error: a decorator of the language
@inline
function add(to: usize, value: f32): void {
  store<f32>(to, load<f32>(to) + value)
}

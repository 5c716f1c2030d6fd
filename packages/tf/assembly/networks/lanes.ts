/** True in the first `count` lanes. */
// @ts-expect-error: a decorator of the language
@inline
export function firstLanes(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count))
}

/** The sum of the four lanes. */
// @ts-expect-error: a decorator of the language
@inline
export function sumOfLanes(x: v128): f32 {
  const pairs = f32x4.add(x, i64x2.shuffle(x, x, 1, 0))
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1)
}

/** The largest of the four lanes; NaN where one is. */
// @ts-expect-error: a decorator of the language
@inline
export function maxOfLanes(x: v128): f32 {
  const pairs = f32x4.max(x, i64x2.shuffle(x, x, 1, 0))
  return max(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1))
}

/** Stores the first `count` lanes, one to three. */
// @ts-expect-error: a decorator of the language
@inline
export function storeFirst(to: usize, x: v128, count: i32): void {
  v128.store32_lane(to, x, 0)
  if (count > 1) v128.store32_lane(to, x, 1, 4)
  if (count > 2) v128.store32_lane(to, x, 2, 8)
}

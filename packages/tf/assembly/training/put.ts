/** Writes the first `width` of eight entries. */
// @ts-expect-error: a decorator of the language
@inline
export function put(to: usize, low: v128, high: v128, width: i32): void {
  if (width == 8) {
    v128.store(to, low)
    v128.store(to, high, 16)
  } else putPart(to, low, high, width)
}

function putPart(to: usize, low: v128, high: v128, width: i32): void {
  if (width & 4) {
    v128.store(to, low)
    low = high
    to += 16
  }
  if (width & 2) {
    v128.store64_lane(to, low, 0)
    low = i64x2.shuffle(low, low, 1, 1)
    to += 8
  }
  if (width & 1) v128.store32_lane(to, low, 0)
}

/** Writes the last `width` of four entries. */
// @ts-expect-error: a decorator of the language
@inline
export function putLast(to: usize, four: v128, width: i32): void {
  if (width == 4) v128.store(to, four)
  else {
    v128.store32_lane(to, four, 3, 12)
    if (width > 1) v128.store32_lane(to, four, 2, 8)
    if (width > 2) v128.store32_lane(to, four, 1, 4)
  }
}

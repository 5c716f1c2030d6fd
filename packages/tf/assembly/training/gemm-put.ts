/** Writes eight entries, or adds them to those there. */
// @ts-expect-error: a decorator of the language
@inline
export function putEight(to: usize, low: v128, high: v128, accumulate: bool): void {
  v128.store(to, accumulate ? f32x4.add(low, v128.load(to)) : low)
  v128.store(to, accumulate ? f32x4.add(high, v128.load(to, 16)) : high, 16)
}

/** The first `width` entries of a row of a tile that overhangs C. */
export function copyTile(from: usize, to: usize, width: i32, accumulate: bool): void {
  for (let q: usize = 0; q < <usize>width << 2; q += 4)
    store<f32>(to + q, load<f32>(from + q) + (accumulate ? load<f32>(to + q) : 0))
}

/**
 * The gradient of the outputs [height, width, channels] as that of the products that {@link tileOutput} took: A d Aᵀ, 4 × 4
 * entries from the 2 × 2 of a tile, 0 for those outside. Entry k of tile t goes to `to` + k `plane` + t `channels`. 12
 * additions, 4 loads and 16 stores for four channels of a tile.
 */
export function tileGradient(
  d: usize,
  height: i32,
  width: i32,
  channels: i32,
  tileRows: i32,
  tileColumns: i32,
  first: i32,
  count: i32,
  zeros: usize,
  to: usize,
  plane: usize,
): void {
  const pixel = <usize>channels << 2
  const line = <usize>width * pixel
  const zero = f32x4.splat(0)
  for (let t = first; t < first + count; t++) {
    const image = t / (tileRows * tileColumns)
    const place = t - image * tileRows * tileColumns
    const row = 2 * (place / tileColumns)
    const column = 2 * (place % tileColumns)
    const below = row + 1 < height
    const right = column + 1 < width
    const p00 = d + <usize>((image * height + row) * width + column) * pixel
    const p01 = right ? p00 + pixel : zeros
    const p10 = below ? p00 + line : zeros
    const p11 = below && right ? p00 + line + pixel : zeros
    for (let c: usize = 0; c < pixel; c += 16, to += 16) {
      const d00 = v128.load(p00 + c)
      const d01 = v128.load(p01 + c)
      const d10 = v128.load(p10 + c)
      const d11 = v128.load(p11 + c)
      putRow(to, plane, d00, d01, zero)
      putRow(to + 4 * plane, plane, f32x4.add(d00, d10), f32x4.add(d01, d11), zero)
      putRow(to + 8 * plane, plane, f32x4.sub(d00, d10), f32x4.sub(d01, d11), zero)
      putRow(to + 12 * plane, plane, f32x4.neg(d10), f32x4.neg(d11), zero)
    }
  }
}

/** A row (a, b) times Aᵀ. */
// @ts-expect-error: a decorator of the language
@inline
function putRow(to: usize, plane: usize, a: v128, b: v128, zero: v128): void {
  v128.store(to, a)
  v128.store(to + plane, f32x4.add(a, b))
  v128.store(to + 2 * plane, f32x4.sub(a, b))
  v128.store(to + 3 * plane, f32x4.sub(zero, b))
}

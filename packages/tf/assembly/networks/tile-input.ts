/**
 * Tiles of 4 × 4 pixels of images [height, width, channels], two apart, each as Bᵀ d B: the inputs of a convolution by
 * minimal filtering (src/layers/tiled-convolution.ts). Tile t begins `before` pixels above and left of pixel
 * (2 row, 2 column); what lies outside is 0. Entry k of tile t goes to `to` + k `plane` + t `channels`. 32 additions, 16
 * loads and 16 stores for four channels of a tile; `zeros` holds as many zeros as there are channels, a multiple of 4.
 */
export function tileInput(
  x: usize,
  height: i32,
  width: i32,
  channels: i32,
  before: i32,
  tileRows: i32,
  tileColumns: i32,
  first: i32,
  count: i32,
  zeros: usize,
  to: usize,
  plane: usize,
): void {
  const pixel = <usize>channels << 2
  for (let t = first; t < first + count; t++, to += pixel) {
    const image = t / (tileRows * tileColumns)
    const place = t - image * tileRows * tileColumns
    const row = 2 * (place / tileColumns) - before
    const column = 2 * (place % tileColumns) - before
    const from = x + <usize>(image * height) * <usize>width * pixel
    let out = to
    const p00 = at(from, row, column, height, width, pixel, zeros)
    const p01 = at(from, row, column + 1, height, width, pixel, zeros)
    const p02 = at(from, row, column + 2, height, width, pixel, zeros)
    const p03 = at(from, row, column + 3, height, width, pixel, zeros)
    const p10 = at(from, row + 1, column, height, width, pixel, zeros)
    const p11 = at(from, row + 1, column + 1, height, width, pixel, zeros)
    const p12 = at(from, row + 1, column + 2, height, width, pixel, zeros)
    const p13 = at(from, row + 1, column + 3, height, width, pixel, zeros)
    const p20 = at(from, row + 2, column, height, width, pixel, zeros)
    const p21 = at(from, row + 2, column + 1, height, width, pixel, zeros)
    const p22 = at(from, row + 2, column + 2, height, width, pixel, zeros)
    const p23 = at(from, row + 2, column + 3, height, width, pixel, zeros)
    const p30 = at(from, row + 3, column, height, width, pixel, zeros)
    const p31 = at(from, row + 3, column + 1, height, width, pixel, zeros)
    const p32 = at(from, row + 3, column + 2, height, width, pixel, zeros)
    const p33 = at(from, row + 3, column + 3, height, width, pixel, zeros)
    for (let c: usize = 0; c < pixel; c += 16, out += 16) {
      // Columns of Bᵀ d: each from the four rows.
      let d0 = v128.load(p00 + c)
      let d1 = v128.load(p10 + c)
      let d2 = v128.load(p20 + c)
      let d3 = v128.load(p30 + c)
      const a0 = f32x4.sub(d0, d2)
      const b0 = f32x4.add(d1, d2)
      const c0 = f32x4.sub(d2, d1)
      const e0 = f32x4.sub(d1, d3)
      d0 = v128.load(p02 + c)
      d1 = v128.load(p12 + c)
      d2 = v128.load(p22 + c)
      d3 = v128.load(p32 + c)
      const a2 = f32x4.sub(d0, d2)
      const b2 = f32x4.add(d1, d2)
      const c2 = f32x4.sub(d2, d1)
      const e2 = f32x4.sub(d1, d3)
      put(out, plane, 0, f32x4.sub(a0, a2))
      put(out, plane, 4, f32x4.sub(b0, b2))
      put(out, plane, 8, f32x4.sub(c0, c2))
      put(out, plane, 12, f32x4.sub(e0, e2))
      d0 = v128.load(p01 + c)
      d1 = v128.load(p11 + c)
      d2 = v128.load(p21 + c)
      d3 = v128.load(p31 + c)
      const a1 = f32x4.sub(d0, d2)
      const b1 = f32x4.add(d1, d2)
      const c1 = f32x4.sub(d2, d1)
      const e1 = f32x4.sub(d1, d3)
      put(out, plane, 1, f32x4.add(a1, a2))
      put(out, plane, 5, f32x4.add(b1, b2))
      put(out, plane, 9, f32x4.add(c1, c2))
      put(out, plane, 13, f32x4.add(e1, e2))
      put(out, plane, 2, f32x4.sub(a2, a1))
      put(out, plane, 6, f32x4.sub(b2, b1))
      put(out, plane, 10, f32x4.sub(c2, c1))
      put(out, plane, 14, f32x4.sub(e2, e1))
      d0 = v128.load(p03 + c)
      d1 = v128.load(p13 + c)
      d2 = v128.load(p23 + c)
      d3 = v128.load(p33 + c)
      put(out, plane, 3, f32x4.sub(a1, f32x4.sub(d0, d2)))
      put(out, plane, 7, f32x4.sub(b1, f32x4.add(d1, d2)))
      put(out, plane, 11, f32x4.sub(c1, f32x4.sub(d2, d1)))
      put(out, plane, 15, f32x4.sub(e1, f32x4.sub(d1, d3)))
    }
  }
}

/** Where the pixel is, or zeros outside of the image. */
// @ts-expect-error: a decorator of the language
@inline
function at(from: usize, row: i32, column: i32, height: i32, width: i32, pixel: usize, zeros: usize): usize {
  const inside = <u32>row < <u32>height && <u32>column < <u32>width
  return inside ? from + <usize>(row * width + column) * pixel : zeros
}

// @ts-expect-error: a decorator of the language
@inline
function put(to: usize, plane: usize, k: usize, value: v128): void {
  v128.store(to + k * plane, value)
}

/**
 * The outputs [height, width, channels] of a convolution by minimal filtering, from its products: each tile's 4 × 4 as
 * Aᵀ m A, 2 × 2 outputs, of which those outside are left away. Entry k of tile t is at m + k `plane` + t `channels`. 24
 * additions, 16 loads and 4 stores for four channels of a tile.
 */
export function tileOutput(
  m: usize,
  plane: usize,
  out: usize,
  height: i32,
  width: i32,
  channels: i32,
  tileRows: i32,
  tileColumns: i32,
  first: i32,
  count: i32,
): void {
  const pixel = <usize>channels << 2
  const outRow = <usize>width * pixel
  for (let t = first; t < first + count; t++) {
    const image = t / (tileRows * tileColumns)
    const place = t - image * tileRows * tileColumns
    const row = 2 * (place / tileColumns)
    const column = 2 * (place % tileColumns)
    const below = row + 1 < height
    const right = column + 1 < width
    let to = out + <usize>((image * height + row) * width + column) * pixel
    for (const end = m + pixel; m < end; m += 16, to += 16) {
      let m0 = v128.load(m)
      let m1 = v128.load(m + 4 * plane)
      let m2 = v128.load(m + 8 * plane)
      let m3 = v128.load(m + 12 * plane)
      const a0 = f32x4.add(f32x4.add(m0, m1), m2)
      const b0 = f32x4.sub(f32x4.sub(m1, m2), m3)
      m0 = v128.load(m + plane)
      m1 = v128.load(m + 5 * plane)
      m2 = v128.load(m + 9 * plane)
      m3 = v128.load(m + 13 * plane)
      const a1 = f32x4.add(f32x4.add(m0, m1), m2)
      const b1 = f32x4.sub(f32x4.sub(m1, m2), m3)
      m0 = v128.load(m + 2 * plane)
      m1 = v128.load(m + 6 * plane)
      m2 = v128.load(m + 10 * plane)
      m3 = v128.load(m + 14 * plane)
      const a2 = f32x4.add(f32x4.add(m0, m1), m2)
      const b2 = f32x4.sub(f32x4.sub(m1, m2), m3)
      m0 = v128.load(m + 3 * plane)
      m1 = v128.load(m + 7 * plane)
      m2 = v128.load(m + 11 * plane)
      m3 = v128.load(m + 15 * plane)
      v128.store(to, f32x4.add(f32x4.add(a0, a1), a2))
      if (right) {
        const a3 = f32x4.add(f32x4.add(m0, m1), m2)
        v128.store(to + pixel, f32x4.sub(f32x4.sub(a1, a2), a3))
      }
      if (below) {
        v128.store(to + outRow, f32x4.add(f32x4.add(b0, b1), b2))
        if (right) {
          const b3 = f32x4.sub(f32x4.sub(m1, m2), m3)
          v128.store(to + outRow + pixel, f32x4.sub(f32x4.sub(b1, b2), b3))
        }
      }
    }
  }
}

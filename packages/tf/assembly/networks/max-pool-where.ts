/**
 * The largest entry of each window that fits, per channel, of x [images, inHeight, inWidth, channels], and where it was:
 * i · down + j · across for row i and column j, the first of several, as {@link maxPool} and its gradient say. A NaN is
 * never the largest; of a window of NaN alone it is −∞, in its first place. The last vector of channels overlaps the one
 * before it. Floor: 4 bytes read an entry and 8 written a window; filterHeight · filterWidth / 4 compares each.
 */
export function maxPoolWhere(
  x: usize,
  out: usize,
  where: usize,
  images: i32,
  inHeight: i32,
  inWidth: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  down: i32,
  across: i32,
): void {
  const pixel = <usize>channels << 2
  const line = pixel * <usize>inWidth
  const next = <usize>strideWidth * pixel
  const apart = where - out
  const isFour = filterHeight == 2 && filterWidth == 2
  const right = i32x4.splat(across)
  for (let b = 0; b < images; b++) {
    for (let row = 0; row < outHeight; row++) {
      let window = x + <usize>(row * strideHeight) * line
      let place = row * strideHeight * down
      for (let column = 0; column < outWidth; column++) {
        const here = i32x4.splat(place)
        if (channels < 4) {
          for (let c: usize = 0; c < pixel; c += 4) narrow(window + c, out + c, apart, line, pixel, filterHeight, filterWidth, place, down, across)
        } else if (isFour) {
          const below = i32x4.splat(place + down)
          for (let c: usize = 0; c < pixel; c += 16) {
            const channel = min(c, pixel - 16)
            const at = window + channel
            const v1 = v128.load(at + pixel)
            const v2 = v128.load(at + line)
            const v3 = v128.load(at + line + pixel)
            const best0 = f32x4.pmax(f32x4.splat(-Infinity), v128.load(at))
            const best1 = f32x4.pmax(best0, v1)
            const best2 = f32x4.pmax(best1, v2)
            let found = v128.bitselect(i32x4.add(here, right), here, f32x4.gt(v1, best0))
            found = v128.bitselect(below, found, f32x4.gt(v2, best1))
            found = v128.bitselect(i32x4.add(below, right), found, f32x4.gt(v3, best2))
            v128.store(out + channel, f32x4.pmax(best2, v3))
            v128.store(out + channel + apart, found)
          }
        } else {
          for (let c: usize = 0; c < pixel; c += 16) {
            const channel = min(c, pixel - 16)
            let best = f32x4.splat(-Infinity)
            let found = here
            let at = here
            let from = window + channel
            for (let i = 0; i < filterHeight; i++, from += line) {
              let entry = from
              let to = at
              for (let j = 0; j < filterWidth; j++, entry += pixel) {
                const value = v128.load(entry)
                found = v128.bitselect(to, found, f32x4.gt(value, best))
                best = f32x4.pmax(best, value)
                to = i32x4.add(to, right)
              }
              at = i32x4.add(at, i32x4.splat(down))
            }
            v128.store(out + channel, best)
            v128.store(out + channel + apart, found)
          }
        }
        out += pixel
        window += next
        place += strideWidth * across
      }
    }
    x += <usize>inHeight * line
  }
}

/** One channel of one window. */
function narrow(
  x: usize,
  out: usize,
  apart: usize,
  line: usize,
  pixel: usize,
  rows: i32,
  columns: i32,
  place: i32,
  down: i32,
  across: i32,
): void {
  let best: f32 = -Infinity
  let found = place
  for (let i = 0; i < rows; i++, x += line, place += down) {
    let at = x
    let to = place
    for (let j = 0; j < columns; j++, at += pixel, to += across) {
      const value = load<f32>(at)
      if (value > best) {
        best = value
        found = to
      }
    }
  }
  store<f32>(out, best)
  store<i32>(out + apart, found)
}

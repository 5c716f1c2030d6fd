/**
 * The largest entry of each window, per channel, of x [batch, inHeight, inWidth, channels], for four channels or more.
 * A NaN is never the largest, and a window without another entry gives −∞, as on the cpu backend. The last vector of
 * channels overlaps the one before it. Floor: 4 bytes read an entry of x and 4 written one of out; filterHeight
 * filterWidth / 4 compares each. Measured: 4 times the bytes' time in windows of 2 × 2 and 6 channels, 8 of which are
 * compared for 6.
 */
export function maxPool(
  x: usize,
  out: usize,
  batch: i32,
  inHeight: i32,
  inWidth: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  padTop: i32,
  padLeft: i32,
): void {
  const pixel = <usize>channels << 2
  const line = pixel * <usize>inWidth
  const lowest = f32x4.splat(-Infinity)
  for (let b = 0; b < batch; b++) {
    for (let row = 0; row < outHeight; row++) {
      const top = row * strideHeight - padTop
      const firstRow = max(0, top)
      const rows = min(inHeight, top + filterHeight) - firstRow
      for (let column = 0; column < outWidth; column++) {
        const left = column * strideWidth - padLeft
        const firstColumn = max(0, left)
        const columns = min(inWidth, left + filterWidth) - firstColumn
        const window = x + <usize>firstRow * line + <usize>firstColumn * pixel
        // An empty window leaves no line to read.
        const end = columns > 0 && rows > 0 ? window + <usize>rows * line : window
        const width = <usize>max(0, columns) * pixel
        if (rows == 2 && columns == 2) {
          for (let c: usize = 0; c < pixel; c += 16) {
            const channel = min(c, pixel - 16)
            const at = window + channel
            const above = f32x4.pmax(f32x4.pmax(lowest, v128.load(at)), v128.load(at + pixel))
            v128.store(
              out + channel,
              f32x4.pmax(f32x4.pmax(above, v128.load(at + line)), v128.load(at + line + pixel)),
            )
          }
        } else {
          let c: usize = 0
          for (; c + 64 <= pixel; c += 64) {
            let best0 = lowest
            let best1 = lowest
            let best2 = lowest
            let best3 = lowest
            for (let from = window + c; from < end; from += line) {
              const to = from + width
              for (let at = from; at < to; at += pixel) {
                best0 = f32x4.pmax(best0, v128.load(at))
                best1 = f32x4.pmax(best1, v128.load(at, 16))
                best2 = f32x4.pmax(best2, v128.load(at, 32))
                best3 = f32x4.pmax(best3, v128.load(at, 48))
              }
            }
            v128.store(out + c, best0)
            v128.store(out + c, best1, 16)
            v128.store(out + c, best2, 32)
            v128.store(out + c, best3, 48)
          }
          for (; c < pixel; c += 16) {
            const channel = min(c, pixel - 16)
            let best = lowest
            for (let from = window + channel; from < end; from += line) {
              const to = from + width
              for (let at = from; at < to; at += pixel) best = f32x4.pmax(best, v128.load(at))
            }
            v128.store(out + channel, best)
          }
        }
        out += pixel
      }
    }
    x += <usize>inHeight * line
  }
}

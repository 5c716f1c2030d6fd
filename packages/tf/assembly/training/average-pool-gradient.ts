/**
 * dx: each entry of dy, divided by the area of the filter, goes to every entry of its window. The cpu backend divides
 * by the area where part of the window is padding, too. `exact` where the windows cover dx once: dx is then written as
 * it comes, otherwise it is cleared and added to; what the overlapping last vector would add twice is masked. Floor: 4
 * bytes an entry of dx and dy; filterHeight filterWidth / 4 adds each of dy. Measured: 3.6 times the bytes' time in
 * windows of 2 × 2.
 */
export function averagePoolGradient(
  dy: usize,
  dx: usize,
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
  exact: i32,
): void {
  const pixel = <usize>channels << 2
  const line = pixel * <usize>inWidth
  const part: f32 = 1 / <f32>(filterHeight * filterWidth)
  const parts = f32x4.splat(part)
  const lanes = i32x4(0, 1, 2, 3)
  if (!exact) memory.fill(dx, 0, <usize>batch * <usize>inHeight * line)
  for (let b = 0; b < batch; b++) {
    for (let row = 0; row < outHeight; row++) {
      const top = row * strideHeight - padTop
      const firstRow = max(0, top)
      const rows = max(0, min(inHeight, top + filterHeight) - firstRow)
      for (let column = 0; column < outWidth; column++) {
        const left = column * strideWidth - padLeft
        const firstColumn = max(0, left)
        const columns = max(0, min(inWidth, left + filterWidth) - firstColumn)
        const window = dx + <usize>firstRow * line + <usize>firstColumn * pixel
        const end = window + <usize>rows * line
        const width = <usize>columns * pixel
        if (channels < 4) {
          for (let c: usize = 0; c < pixel; c += 4) {
            const share = load<f32>(dy + c) * part
            for (let from = window; from < end; from += line)
              for (let at = from; at < from + width; at += pixel)
                store<f32>(at + c, exact ? share : load<f32>(at + c) + share)
          }
        } else if (exact && rows == 2 && columns == 2) {
          for (let c: usize = 0; c < pixel; c += 16) {
            const channel = min(c, pixel - 16)
            const at = window + channel
            const share = f32x4.mul(v128.load(dy + channel), parts)
            v128.store(at, share)
            v128.store(at + pixel, share)
            v128.store(at + line, share)
            v128.store(at + line + pixel, share)
          }
        } else {
          for (let c: usize = 0; c < pixel; c += 16) {
            const channel = min(c, pixel - 16)
            let share = f32x4.mul(v128.load(dy + channel), parts)
            if (exact) {
              for (let from = window + channel; from < end; from += line) {
                const to = from + width
                for (let at = from; at < to; at += pixel) v128.store(at, share)
              }
            } else {
              share = v128.and(share, i32x4.ge_s(lanes, i32x4.splat(<i32>((c - channel) >> 2))))
              for (let from = window + channel; from < end; from += line) {
                const to = from + width
                for (let at = from; at < to; at += pixel) v128.store(at, f32x4.add(v128.load(at), share))
              }
            }
          }
        }
        dy += pixel
      }
    }
    dx += <usize>inHeight * line
  }
}

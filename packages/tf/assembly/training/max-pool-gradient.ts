/**
 * dx: each entry of dy goes to the first largest entry of its window of x, per channel; from a window of NaN and −∞
 * alone it goes nowhere, as on the cpu backend. `exact` where the windows cover x once: dx is then written as it comes,
 * otherwise it is cleared and added to. The last vector of channels overlaps the one before it; what is added there a
 * second time is masked. Floor: 4 bytes an entry of x, dx and dy; filterHeight filterWidth / 2 compares each of dy.
 * Measured: 3.5 times the bytes' time in windows of 2 × 2.
 */
export function maxPoolGradient(
  dy: usize,
  x: usize,
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
  const apart = dx - x
  const lowest = f32x4.splat(-Infinity)
  const one = i32x4.splat(1)
  const lanes = i32x4(0, 1, 2, 3)
  if (!exact) memory.fill(dx, 0, <usize>batch * <usize>inHeight * line)
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
        const end = columns > 0 && rows > 0 ? window + <usize>rows * line : window
        const width = <usize>max(0, columns) * pixel
        if (channels < 4) {
          for (let c: usize = 0; c < pixel; c += 4) {
            let best: f32 = -Infinity
            let found: usize = 0
            for (let from = window; from < end; from += line)
              for (let at = from; at < from + width; at += pixel) {
                if (exact) store<f32>(at + c + apart, 0)
                const value = load<f32>(at + c)
                if (value > best) {
                  best = value
                  found = at + c
                }
              }
            if (found) store<f32>(found + apart, load<f32>(found + apart) + load<f32>(dy + c))
          }
        } else if (exact && rows == 2 && columns == 2) {
          for (let c: usize = 0; c < pixel; c += 16) {
            const channel = min(c, pixel - 16)
            const at = window + channel
            const v0 = v128.load(at)
            const v1 = v128.load(at + pixel)
            const v2 = v128.load(at + line)
            const v3 = v128.load(at + line + pixel)
            const share = v128.load(dy + channel)
            const best0 = f32x4.pmax(lowest, v0)
            const best1 = f32x4.pmax(best0, v1)
            // From the last on: whichever is larger than all before it has it, and those before have what is left.
            const last = f32x4.gt(v3, f32x4.pmax(best1, v2))
            let left = v128.andnot(share, last)
            v128.store(at + line + pixel + apart, v128.and(share, last))
            const third = f32x4.gt(v2, best1)
            v128.store(at + line + apart, v128.and(left, third))
            left = v128.andnot(left, third)
            const second = f32x4.gt(v1, best0)
            v128.store(at + pixel + apart, v128.and(left, second))
            v128.store(at + apart, v128.and(v128.andnot(left, second), f32x4.gt(v0, lowest)))
          }
        } else {
          for (let c: usize = 0; c < pixel; c += 16) {
            const channel = min(c, pixel - 16)
            let best = lowest
            let found = i32x4.splat(-1)
            let here = i32x4.splat(0)
            for (let from = window + channel; from < end; from += line) {
              const to = from + width
              for (let at = from; at < to; at += pixel) {
                const value = v128.load(at)
                found = v128.bitselect(here, found, f32x4.gt(value, best))
                best = f32x4.pmax(best, value)
                here = i32x4.add(here, one)
              }
            }
            let share = v128.load(dy + channel)
            here = i32x4.splat(0)
            if (exact) {
              for (let from = window + channel; from < end; from += line) {
                const to = from + width
                for (let at = from; at < to; at += pixel) {
                  v128.store(at + apart, v128.and(share, i32x4.eq(here, found)))
                  here = i32x4.add(here, one)
                }
              }
            } else {
              share = v128.and(share, i32x4.ge_s(lanes, i32x4.splat(<i32>((c - channel) >> 2))))
              for (let from = window + channel; from < end; from += line) {
                const to = from + width
                for (let at = from; at < to; at += pixel) {
                  v128.store(at + apart, f32x4.add(v128.load(at + apart), v128.and(share, i32x4.eq(here, found))))
                  here = i32x4.add(here, one)
                }
              }
            }
          }
        }
        dy += pixel
      }
    }
    x += <usize>inHeight * line
  }
}

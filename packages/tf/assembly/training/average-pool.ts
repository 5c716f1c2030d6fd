import { mendRow } from './average-pool-mend'
import { finite } from './finite'

/**
 * The mean of the entries of x [batch, inHeight, inWidth, channels] that lie in each window, per channel, for four
 * channels or more; 0 / 0 in a window without one. The last vector of channels overlaps the one before it. Floor: 4
 * bytes read an entry of x and 4 written one of out; filterHeight filterWidth / 4 adds each. Measured: 4 times the
 * bytes' time in windows of 2 × 2 and 6 channels, 8 of which are added for 6.
 */
export function averagePool(
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
  for (let b = 0; b < batch; b++) {
    for (let row = 0; row < outHeight; row++) {
      const top = row * strideHeight - padTop
      const firstRow = max(0, top)
      const rows = max(0, min(inHeight, top + filterHeight) - firstRow)
      // Finite only if every mean is.
      let all = f32x4.splat(0)
      for (let column = 0; column < outWidth; column++) {
        const left = column * strideWidth - padLeft
        const firstColumn = max(0, left)
        const columns = max(0, min(inWidth, left + filterWidth) - firstColumn)
        const count = <f32>(rows * columns)
        const window = x + <usize>firstRow * line + <usize>firstColumn * pixel
        const end = window + <usize>rows * line
        const width = <usize>columns * pixel
        if (rows == 2 && columns == 2) {
          let c: usize = 0
          for (; c + 16 <= pixel; c += 16) all = f32x4.add(all, meanOfFour(window + c, line, pixel, out + c))
          if (c < pixel) all = f32x4.add(all, meanOfFour(window + pixel - 16, line, pixel, out + pixel - 16))
        } else {
          const counts = f32x4.splat(count)
          let c: usize = 0
          for (; c + 64 <= pixel; c += 64) {
            let sum0 = f32x4.splat(0)
            let sum1 = sum0
            let sum2 = sum0
            let sum3 = sum0
            for (let from = window + c; from < end; from += line) {
              const to = from + width
              for (let at = from; at < to; at += pixel) {
                sum0 = f32x4.add(sum0, v128.load(at))
                sum1 = f32x4.add(sum1, v128.load(at, 16))
                sum2 = f32x4.add(sum2, v128.load(at, 32))
                sum3 = f32x4.add(sum3, v128.load(at, 48))
              }
            }
            sum0 = f32x4.div(sum0, counts)
            sum1 = f32x4.div(sum1, counts)
            sum2 = f32x4.div(sum2, counts)
            sum3 = f32x4.div(sum3, counts)
            v128.store(out + c, sum0)
            v128.store(out + c, sum1, 16)
            v128.store(out + c, sum2, 32)
            v128.store(out + c, sum3, 48)
            all = f32x4.add(all, f32x4.add(f32x4.add(sum0, sum1), f32x4.add(sum2, sum3)))
          }
          for (; c < pixel; c += 16) {
            const channel = min(c, pixel - 16)
            let sum = f32x4.splat(0)
            for (let from = window + channel; from < end; from += line) {
              const to = from + width
              for (let at = from; at < to; at += pixel) sum = f32x4.add(sum, v128.load(at))
            }
            sum = f32x4.div(sum, counts)
            v128.store(out + channel, sum)
            all = f32x4.add(all, sum)
          }
        }
        out += pixel
      }
      if (!finite(all))
        mendRow(
          x + <usize>firstRow * line,
          out - <usize>outWidth * pixel,
          inWidth,
          channels,
          outWidth,
          filterWidth,
          strideWidth,
          padLeft,
          rows,
        )
    }
    x += <usize>inHeight * line
  }
}

// @ts-expect-error: a decorator of the language
@inline
function meanOfFour(at: usize, line: usize, pixel: usize, out: usize): v128 {
  const above = f32x4.add(v128.load(at), v128.load(at + pixel))
  const below = f32x4.add(v128.load(at + line), v128.load(at + line + pixel))
  const mean = f32x4.mul(f32x4.add(above, below), f32x4.splat(0.25))
  v128.store(out, mean)
  return mean
}

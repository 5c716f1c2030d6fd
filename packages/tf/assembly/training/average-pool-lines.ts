import { mendRow } from './average-pool-mend'
import { joinColumns } from './pool-columns'
import { joinRows } from './pool-rows'
import { startLine } from './pool-start'

/** {@link averagePool} by lines, with {@link poolScratch} bytes of scratch. */
export function averagePoolLines(
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
  scratch: usize,
): void {
  const pixel = <usize>channels << 2
  const row = pixel * <usize>inWidth
  const outRow = pixel * <usize>outWidth
  const end = out + <usize>batch * <usize>outHeight * outRow
  const columns = max(0, outWidth - 1) * strideWidth + filterWidth
  const counts = scratch + <usize>columns * pixel + 16
  startLine(scratch, counts, 0, inWidth, channels, outWidth, filterWidth, strideWidth, padLeft)
  const middle = scratch + <usize>padLeft * pixel
  const bytes = <usize>max(0, min(inWidth, columns - padLeft)) * pixel
  for (let b = 0; b < batch; b++) {
    for (let i = 0; i < outHeight; i++) {
      const top = i * strideHeight - padTop
      const first = max(0, top)
      const rows = max(0, min(inHeight, top + filterHeight) - first)
      joinRows(x + <usize>first * row, row, rows, middle, bytes, true)
      if (!joinColumns(scratch, counts, out, end, pixel, outWidth, filterWidth, strideWidth, rows, true))
        mendRow(x + <usize>first * row, out, inWidth, channels, outWidth, filterWidth, strideWidth, padLeft, rows)
      out += outRow
    }
    x += <usize>inHeight * row
  }
}

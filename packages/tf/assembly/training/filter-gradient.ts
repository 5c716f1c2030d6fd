import { alike, end, first, weight, weightEnd } from './axis'
import { tileOfSix } from './filter-six'
import { tileOfEight } from './filter-eight'

// The gradient of a convolution's filter:
//
//   dw[u, v, c, d] = Σ over b, i, j of x[b, i s + u − top, j t + v − left, c] dy[b, i, j, d]
//
// where the entry of x exists. Rows of a tile are entries (v, c) of one u, which lie side by side in x; its columns are
// eight d. Both are read where they lie, sums stay in registers over the pixels of several images. A tile at the end
// begins so early that it ends with the last entry: it reads what lies before, never behind, and adds its own part
// only. 2 flops for each pair that exists. At the second layer of LeNet this is as fast as gemm.ts; the five rows and
// six columns of its first reach seven tenths of that.

/** Bytes of x and dy, of several images or some rows of one, that every tile reads again from the second cache. */
const NEAR: usize = 1 << 17
/** What a tile costs besides, in pixels. */
const ENTRY: i32 = 6

/** Adds to `dw`, which the caller clears. */
export function filterGradient(
  x: usize,
  dy: usize,
  dw: usize,
  images: i32,
  rows: i32,
  rowStride: i32,
  kernelRows: i32,
  top: i32,
  inRows: i32,
  columns: i32,
  columnStride: i32,
  kernelColumns: i32,
  left: i32,
  inColumns: i32,
  channels: i32,
  outChannels: i32,
  inImage: usize,
  outRow: usize,
  outImage: usize,
): void {
  const inPixel = (<usize>channels) << 2
  const inRow = <usize>inColumns * inPixel
  const outPixel = (<usize>outChannels) << 2
  if (outChannels == 0 || channels == 0) return
  const byColumn = costByColumn(rows, columns, columnStride, kernelColumns, left, inColumns, channels)
  const byPart = costByPart(rows, columns, columnStride, kernelColumns, left, inColumns, channels)
  const group = <i32>min(max(1, NEAR / (<usize>inRows * inRow + <usize>rows * outRow + 1)), max(1, images))
  const block = <i32>min(max(1, NEAR / (<usize>rowStride * inRow + outRow + 1)), max(1, rows))
  for (let b = 0; b < images; b += group) {
    const count = min(group, images - b)
    const from = x + <usize>b * inImage
    const gradient = dy + <usize>b * outImage
    for (let begin = 0; begin < rows; begin += block)
      for (let u = 0; u < kernelRows; u++) {
        const i = max(begin, first(u, rowStride, top))
        const iEnd = min(begin + block, end(u, rowStride, top, inRows, rows))
        if (iEnd <= i) continue
        const a = from + <usize>(i * rowStride + u - top) * inRow
        const g = gradient + <usize>i * outRow
        const w = dw + <usize>(u * kernelColumns) * inPixel * <usize>outChannels
        if (byColumn < byPart) {
          // One v after the other, over all pixels that see it.
          for (let v = 0; v < kernelColumns; v++) {
            const j = first(v, columnStride, left)
            const jEnd = end(v, columnStride, left, inColumns, columns)
            if (jEnd <= j) continue
            part(
              a + <usize>(j * columnStride + v - left) * inPixel,
              g + <usize>j * outPixel,
              w + <usize>v * inPixel * <usize>outChannels,
              count,
              iEnd - i,
              jEnd - j,
              channels,
              outChannels,
              <usize>columnStride * inPixel,
              <usize>rowStride * inRow,
              inImage,
              outPixel,
              outRow,
              outImage,
            )
          }
        } else {
          // The pixels that see the same v.
          for (let j = 0; j < columns; ) {
            const v = weight(j, columnStride, left)
            const vEnd = weightEnd(j, columnStride, left, inColumns, kernelColumns)
            const pixels = alike(j, columnStride, left, inColumns, kernelColumns, columns)
            if (vEnd > v)
              part(
                a + <usize>(j * columnStride + v - left) * inPixel,
                g + <usize>j * outPixel,
                w + <usize>v * inPixel * <usize>outChannels,
                count,
                iEnd - i,
                pixels,
                (vEnd - v) * channels,
                outChannels,
                <usize>columnStride * inPixel,
                <usize>rowStride * inRow,
                inImage,
                outPixel,
                outRow,
                outImage,
              )
            j += pixels
          }
        }
      }
  }
}

/** Tiles times pixels, the one way and the other. */
function costByColumn(rows: i32, columns: i32, stride: i32, kernel: i32, left: i32, extent: i32, channels: i32): f64 {
  let cost: f64 = 0
  for (let v = 0; v < kernel; v++)
    cost +=
      <f64>((channels + 5) / 6) *
      (<f64>rows * <f64>(end(v, stride, left, extent, columns) - first(v, stride, left)) + ENTRY)
  return cost
}

function costByPart(rows: i32, columns: i32, stride: i32, kernel: i32, left: i32, extent: i32, channels: i32): f64 {
  let cost: f64 = 0
  for (let j = 0; j < columns; ) {
    const seen = weightEnd(j, stride, left, extent, kernel) - weight(j, stride, left)
    const pixels = alike(j, stride, left, extent, kernel, columns)
    cost += <f64>((seen * channels + 5) / 6) * (<f64>rows * <f64>pixels + ENTRY)
    j += pixels
  }
  return cost
}

/** All tiles of one u over a rectangle of pixels. */
function part(
  a: usize,
  g: usize,
  w: usize,
  images: i32,
  rows: i32,
  pixels: i32,
  entries: i32,
  outChannels: i32,
  aStep: usize,
  aRow: usize,
  aImage: usize,
  gStep: usize,
  gRow: usize,
  gImage: usize,
): void {
  const aSkip = aRow - <usize>pixels * aStep
  const gSkip = gRow - <usize>pixels * gStep
  const aNext = aImage - <usize>rows * aRow
  const gNext = gImage - <usize>rows * gRow
  for (let r = 0; r < entries; r += 6) {
    const at = min(r, entries - 6)
    for (let d = 0; d < outChannels; d += 8) {
      const left = outChannels - d
      const all = left > 6 ? 8 : 6
      const width = min(all, left)
      const column = d + width - all
      const from = a + ((<usize>at) << 2)
      const to = w + ((<usize>at * <usize>outChannels + <usize>column) << 2)
      const gradient = g + ((<usize>column) << 2)
      if (all == 8)
        tileOfEight(
          from,
          aStep,
          aSkip,
          aNext,
          gradient,
          gStep,
          gSkip,
          gNext,
          pixels,
          rows,
          images,
          to,
          gStep,
          r - at,
          width,
        )
      else
        tileOfSix(
          from,
          aStep,
          aSkip,
          aNext,
          gradient,
          gStep,
          gSkip,
          gNext,
          pixels,
          rows,
          images,
          to,
          gStep,
          r - at,
          width,
        )
    }
  }
}

import { alike, weight, weightEnd } from './axis'
import { stripOfChannels } from './correlate-channels'
import { stripOfDots } from './correlate-dots'
import { stripOfSix } from './correlate-six'
import { stripOfEight } from './correlate-tile'

// A correlation of images with a kernel, the loop of every convolution:
//
//   out[b, i, j, d] = Σ over u, v, c of x[b, i s + u − top, j t + v − left, c] w[u, v, c, d]
//
// where the entry of x exists: nothing is padded. The outputs fall into rectangles that see the same part of the kernel
// (inside an image all of it, along its edges less), and in a rectangle six outputs at a time read the same weights:
// of six images at one place, or six along a row. So no lane multiplies a zero of the border, and a NaN in a weight
// reaches only the outputs that the weight belongs to. 2 flops for each pair that exists, at 8 a multiply and add. At 64
// channels and at the second layer of LeNet the relaxed module reaches the speed of gemm.ts, the other seven eighths of
// it and more; 25 products a sum, LeNet's first, reach six tenths.

/** Images that are taken together: a tile's six. */
const GROUP: i32 = 6

/** As `lanes`: each channel has a kernel of its own. */
const OWN: i32 = 4

/**
 * `x` and `out` are the addresses of the first entries, `inImage`, `inRow`, `inPixel` and `outImage`, `outRow`,
 * `outPixel` the bytes from one image, row, pixel to the next. With 8 or 1 as `lanes`, `weights` are the panels of
 * {@link filterPanels}; with 4, output channel d sees channel d alone, and the weights are [kernelRows, kernelColumns,
 * outChannels]. Either way they are weightRow and weightColumn bytes apart.
 */
export function correlate(
  lanes: i32,
  x: usize,
  weights: usize,
  out: usize,
  images: i32,
  inImage: usize,
  outImage: usize,
  outRows: i32,
  rowStride: i32,
  kernelRows: i32,
  top: i32,
  inRows: i32,
  inRow: usize,
  outRow: usize,
  outColumns: i32,
  columnStride: i32,
  kernelColumns: i32,
  left: i32,
  inColumns: i32,
  inPixel: usize,
  outPixel: usize,
  channels: i32,
  outChannels: i32,
  weightRow: usize,
  weightColumn: usize,
): void {
  const own = lanes == OWN
  const panel = own ? 0 : <usize>kernelRows * weightRow
  for (let b = 0; b < images; b += GROUP) {
    const group = min(GROUP, images - b)
    for (let d = 0; d < outChannels; d += lanes) {
      // Kernels of channels are in no panels: the last four are taken again, or begin before the first.
      const first = own ? min(d, outChannels - 4) : d
      const width = min(lanes, own ? outChannels : outChannels - d)
      const from = x + <usize>b * inImage + (own ? <usize>first << 2 : 0)
      const to = out + <usize>b * outImage + (<usize>first << 2)
      const w = weights + (own ? <usize>first << 2 : <usize>(d / lanes) * panel)
      for (let i = 0; i < outRows; ) {
        const u = weight(i, rowStride, top)
        const uEnd = weightEnd(i, rowStride, top, inRows, kernelRows)
        const rows = alike(i, rowStride, top, inRows, kernelRows, outRows)
        for (let j = 0; j < outColumns; ) {
          const v = weight(j, columnStride, left)
          const vEnd = weightEnd(j, columnStride, left, inColumns, kernelColumns)
          const columns = alike(j, columnStride, left, inColumns, kernelColumns, outColumns)
          const across = columnStride * <i32>inPixel
          const run = (vEnd - v) * (own ? 1 : channels)
          let a =
            from + <usize>(i * rowStride + u - top) * inRow + <usize>(j * columnStride + v - left) * inPixel
          let o = to + <usize>i * outRow + <usize>j * outPixel
          const taps = w + <usize>u * weightRow + <usize>v * weightColumn
          const weightSkip = weightRow - <usize>(vEnd - v) * weightColumn
          // Whichever way wastes less of the last tile.
          const together = ((group + 5) / 6) * 6 * columns <= ((columns + 5) / 6) * 6 * group
          for (let row = 0; row < rows; row++) {
            if (together)
              strip(lanes, a, inImage, group, across, columns, taps, o, outImage, outPixel, uEnd - u, run, inRow, inPixel, weightSkip, weightColumn, width)
            else {
              for (let image: usize = 0; image < <usize>group; image++) {
                const whole = columns / 6
                const rest = columns - 6 * whole
                let b = a + image * inImage
                let p = o + image * outImage
                strip(lanes, b, across, 6, 6 * across, whole, taps, p, outPixel, 6 * outPixel, uEnd - u, run, inRow, inPixel, weightSkip, weightColumn, width)
                if (rest > 0) {
                  // The last six again where there are six.
                  const at = whole > 0 ? columns - 6 : 0
                  b += <usize>(at * across)
                  p += <usize>at * outPixel
                  strip(lanes, b, across, whole > 0 ? 6 : rest, 0, 1, taps, p, outPixel, 0, uEnd - u, run, inRow, inPixel, weightSkip, weightColumn, width)
                }
              }
            }
            a += <usize>rowStride * inRow
            o += outRow
          }
          j += columns
        }
        i += rows
      }
    }
  }
}

function strip(
  lanes: i32,
  a: usize,
  aStep: usize,
  n: i32,
  aNext: usize,
  count: i32,
  w: usize,
  o: usize,
  oStep: usize,
  oNext: usize,
  rows: i32,
  run: i32,
  inRow: usize,
  inPixel: usize,
  weightSkip: usize,
  weightColumn: usize,
  width: i32,
): void {
  if (lanes == OWN) {
    const skip = inRow - <usize>run * inPixel
    stripOfChannels(a, aStep, n, aNext, count, w, o, oStep, oNext, rows, run, inPixel, skip, weightColumn, weightSkip, width)
  } else {
    const skip = inRow - (<usize>run << 2)
    if (lanes == 1) stripOfDots(a, aStep, n, aNext, count, w, o, oStep, oNext, rows, run, skip, weightSkip)
    else if (width > 6) stripOfEight(a, aStep, n, aNext, count, w, o, oStep, oNext, rows, run, skip, weightSkip, width)
    else stripOfSix(a, aStep, n, aNext, count, w, o, oStep, oNext, rows, run, skip, weightSkip, width)
  }
}

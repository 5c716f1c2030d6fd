import { alike, weight, weightEnd } from './axis'
import { stripOfChannels } from './correlate-channels'
import { stripOfDots } from './correlate-dots'
import { stripOfSix } from './correlate-six'
import { stripOfEight } from './correlate-eight'

// A correlation of images with a kernel, the loop of every convolution:
//
//   out[b, i, j, d] = Σ over u, v, c of x[b, i s + u − top, j t + v − left, c] w[u, v, c, d]
//
// where the entry of x exists: nothing is padded. The outputs fall into rectangles that see the same part of the kernel
// (inside an image all of it, along its edges less), and in a rectangle six outputs at a time read the same weights:
// of six images at one place, or six along a row. So no lane multiplies a zero of the border, and a NaN in a weight
// reaches only the outputs that the weight belongs to. 2 flops for each pair that exists, at 8 a multiply and add: with
// 64 channels, and at the second layer of LeNet, both modules are as fast as gemm.ts; the 25 products and six channels
// of its first reach six tenths of that.

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
      const from = x + <usize>b * inImage + (own ? (<usize>first) << 2 : 0)
      const to = out + <usize>b * outImage + ((<usize>first) << 2)
      const w = weights + (own ? (<usize>first) << 2 : <usize>(d / lanes) * panel)
      for (let i = 0; i < outRows; ) {
        const u = weight(i, rowStride, top)
        const uEnd = weightEnd(i, rowStride, top, inRows, kernelRows)
        const rows = alike(i, rowStride, top, inRows, kernelRows, outRows)
        for (let j = 0; j < outColumns; ) {
          const v = weight(j, columnStride, left)
          const vEnd = weightEnd(j, columnStride, left, inColumns, kernelColumns)
          const columns = alike(j, columnStride, left, inColumns, kernelColumns, outColumns)
          rectangle(
            lanes,
            from + <usize>(i * rowStride + u - top) * inRow + <usize>(j * columnStride + v - left) * inPixel,
            to + <usize>i * outRow + <usize>j * outPixel,
            w + <usize>u * weightRow + <usize>v * weightColumn,
            group,
            rows,
            columns,
            inImage,
            <usize>rowStride * inRow,
            <usize>columnStride * inPixel,
            outImage,
            outRow,
            outPixel,
            uEnd - u,
            (vEnd - v) * (own ? 1 : channels),
            inRow,
            inPixel,
            weightRow - <usize>(vEnd - v) * weightColumn,
            weightColumn,
            width,
          )
          j += columns
        }
        i += rows
      }
    }
  }
}

/** The outputs of `images` images in `rows` rows and `columns` columns, which see the same weights. */
function rectangle(
  lanes: i32,
  x: usize,
  out: usize,
  w: usize,
  images: i32,
  rows: i32,
  columns: i32,
  xImage: usize,
  down: usize,
  across: usize,
  outImage: usize,
  outRow: usize,
  outPixel: usize,
  runs: i32,
  run: i32,
  inRow: usize,
  inPixel: usize,
  weightSkip: usize,
  weightColumn: usize,
  width: i32,
): void {
  // Six images at one place, or six places of one image: whichever wastes less of the last tile.
  const together = ((images + 5) / 6) * columns <= ((columns + 5) / 6) * images
  const whole = together ? 0 : columns / 6
  // The last six again where there are six.
  const last = columns % 6 == 0 ? 0 : whole > 0 ? 6 : columns
  const at = <usize>(columns - last)
  for (let i = 0; i < rows; i++) {
    if (together)
      strip(
        lanes,
        x,
        xImage,
        images,
        across,
        columns,
        w,
        out,
        outImage,
        outPixel,
        runs,
        run,
        inRow,
        inPixel,
        weightSkip,
        weightColumn,
        width,
      )
    else {
      for (let image: usize = 0; image < <usize>images; image++) {
        const a = x + image * xImage
        const o = out + image * outImage
        strip(
          lanes,
          a,
          across,
          6,
          6 * across,
          whole,
          w,
          o,
          outPixel,
          6 * outPixel,
          runs,
          run,
          inRow,
          inPixel,
          weightSkip,
          weightColumn,
          width,
        )
        if (last > 0)
          strip(
            lanes,
            a + at * across,
            across,
            last,
            0,
            1,
            w,
            o + at * outPixel,
            outPixel,
            0,
            runs,
            run,
            inRow,
            inPixel,
            weightSkip,
            weightColumn,
            width,
          )
      }
    }
    x += down
    out += outRow
  }
}

/** `count` tiles of six, `n` of them there. */
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
    stripOfChannels(
      a,
      aStep,
      n,
      aNext,
      count,
      w,
      o,
      oStep,
      oNext,
      rows,
      run,
      inPixel,
      skip,
      weightColumn,
      weightSkip,
      width,
    )
  } else {
    const skip = inRow - ((<usize>run) << 2)
    if (lanes == 1) stripOfDots(a, aStep, n, aNext, count, w, o, oStep, oNext, rows, run, skip, weightSkip)
    else if (width > 6) stripOfEight(a, aStep, n, aNext, count, w, o, oStep, oNext, rows, run, skip, weightSkip, width)
    else stripOfSix(a, aStep, n, aNext, count, w, o, oStep, oNext, rows, run, skip, weightSkip, width)
  }
}

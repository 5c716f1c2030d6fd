import { end, first } from './axis'
import { fma } from './fma'

// The gradient of a filter where each channel has a kernel of its own:
//
//   dw[u, v, c] = Σ over b, i, j of x[b, i s + u − top, j t + v − left, c] dy[b, i, j, c]
//
// where the entry of x exists. Four channels at a time, the last four of which may begin before the first; 2 loads for
// each multiply and add, half the peak of the others at best. Four pixels have a sum each, or it would wait for itself.

/** Bytes of x and dy that are read again for every weight: they stay in the second cache. */
const NEAR: usize = 1 << 17

/** Adds to `dw`, which the caller clears. */
export function channelsGradient(
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
  outRow: usize,
  outImage: usize,
): void {
  const pixel = (<usize>channels) << 2
  const inRow = <usize>inColumns * pixel
  const inImage = <usize>inRows * inRow
  const block = <i32>min(max(1, NEAR / (<usize>rowStride * inRow + outRow + 1)), max(1, rows))
  const step = <usize>columnStride * pixel
  for (let b: usize = 0; b < <usize>images; b++) {
    for (let begin = 0; begin < rows; begin += block) {
      for (let u = 0; u < kernelRows; u++) {
        const i = max(begin, first(u, rowStride, top))
        const iEnd = min(begin + block, end(u, rowStride, top, inRows, rows))
        for (let v = 0; v < kernelColumns; v++) {
          const j = first(v, columnStride, left)
          const pixels = end(v, columnStride, left, inColumns, columns) - j
          if (pixels <= 0 || iEnd <= i) continue
          const a =
            x + b * inImage + <usize>(i * rowStride + u - top) * inRow + <usize>(j * columnStride + v - left) * pixel
          const d = dy + b * outImage + <usize>i * outRow + <usize>j * pixel
          const to = dw + <usize>(u * kernelColumns + v) * pixel
          for (let c = 0; c < channels; c += 4) {
            const width = min(4, channels - c)
            const at = (<usize>(c + width - 4)) << 2
            four(
              a + at,
              step,
              <usize>rowStride * inRow - <usize>pixels * step,
              d + at,
              pixel,
              outRow - <usize>pixels * pixel,
              pixels,
              iEnd - i,
              to + at,
              width,
            )
          }
        }
      }
    }
  }
}

/** Four channels of one weight; the last `width` sums are added. */
function four(
  a: usize,
  aStep: usize,
  aSkip: usize,
  d: usize,
  dStep: usize,
  dSkip: usize,
  pixels: i32,
  rows: i32,
  to: usize,
  width: i32,
): void {
  let s0 = f32x4.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  for (; rows > 0; rows--) {
    let pixel = pixels
    for (; pixel >= 4; pixel -= 4) {
      s0 = fma(v128.load(a), v128.load(d), s0)
      a += aStep
      d += dStep
      s1 = fma(v128.load(a), v128.load(d), s1)
      a += aStep
      d += dStep
      s2 = fma(v128.load(a), v128.load(d), s2)
      a += aStep
      d += dStep
      s3 = fma(v128.load(a), v128.load(d), s3)
      a += aStep
      d += dStep
    }
    for (; pixel > 0; pixel--) {
      s0 = fma(v128.load(a), v128.load(d), s0)
      a += aStep
      d += dStep
    }
    a += aSkip
    d += dSkip
  }
  s0 = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3))
  if (width == 4) {
    v128.store(to, f32x4.add(s0, v128.load(to)))
    return
  }
  store<f32>(to, load<f32>(to, 12) + f32x4.extract_lane(s0, 3), 12)
  if (width > 1) store<f32>(to, load<f32>(to, 8) + f32x4.extract_lane(s0, 2), 8)
  if (width > 2) store<f32>(to, load<f32>(to, 4) + f32x4.extract_lane(s0, 1), 4)
}

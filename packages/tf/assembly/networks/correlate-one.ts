import { fma } from '../training/fma'

// A correlation of images of one channel, whose padding is written out, with strides of 1:
//
//   out[b, i, j, d] = Σ over u, v of x[b, i + u, j + v] w[u, v, d]
//
// The lanes hold pixels that lie side by side, so that one address serves all sums of a tile: 8 pixels × 6 channels, twelve
// multiply-and-adds and 8 loads, without the six addresses that {@link correlate} counts up for nine. 2 flops for each
// weight and output; the last tile of a row begins so early that it ends with it. Measured at the first layer of LeNet,
// 28 columns of which are 3.5 tiles: seven tenths of gemm.ts' speed, where {@link correlate} reaches less than half.

/** Channels of a panel of weights [kernelRows, kernelColumns, 6], padded with 0. */
const LANES: i32 = 6

/** For at least eight columns; weights as {@link filterPanels} packs them for six lanes. */
export function correlateOne(
  x: usize,
  weights: usize,
  out: usize,
  images: i32,
  inImage: usize,
  outImage: usize,
  outRows: i32,
  kernelRows: i32,
  inRow: usize,
  outColumns: i32,
  kernelColumns: i32,
  outChannels: i32,
): void {
  const pixel = <usize>outChannels << 2
  const panel = <usize>(kernelRows * kernelColumns * LANES) << 2
  for (let b = 0; b < images; b++, x += inImage, out += outImage) {
    let w = weights
    for (let d = 0; d < outChannels; d += LANES, w += panel) {
      const width = min(LANES, outChannels - d)
      const to = out + (<usize>d << 2)
      for (let i = 0; i < outRows; i++)
        for (let j = 0; j < outColumns; j += 8) {
          const column = min(j, outColumns - 8)
          tile(
            x + <usize>i * inRow + (<usize>column << 2),
            w,
            to + <usize>(i * outColumns + column) * pixel,
            kernelRows,
            kernelColumns,
            inRow - (<usize>kernelColumns << 2),
            pixel,
            width,
          )
        }
    }
  }
}

function tile(a: usize, w: usize, o: usize, rows: i32, columns: i32, skip: usize, pixel: usize, width: i32): void {
  let s00 = f32x4.splat(0)
  let s01 = s00
  let s10 = s00
  let s11 = s00
  let s20 = s00
  let s21 = s00
  let s30 = s00
  let s31 = s00
  let s40 = s00
  let s41 = s00
  let s50 = s00
  let s51 = s00
  for (; rows > 0; rows--) {
    for (const end = a + (<usize>columns << 2); a < end; a += 4) {
      const low = v128.load(a)
      const high = v128.load(a, 16)
      let weight = v128.load32_splat(w)
      s00 = fma(low, weight, s00)
      s01 = fma(high, weight, s01)
      weight = v128.load32_splat(w, 4)
      s10 = fma(low, weight, s10)
      s11 = fma(high, weight, s11)
      weight = v128.load32_splat(w, 8)
      s20 = fma(low, weight, s20)
      s21 = fma(high, weight, s21)
      weight = v128.load32_splat(w, 12)
      s30 = fma(low, weight, s30)
      s31 = fma(high, weight, s31)
      weight = v128.load32_splat(w, 16)
      s40 = fma(low, weight, s40)
      s41 = fma(high, weight, s41)
      weight = v128.load32_splat(w, 20)
      s50 = fma(low, weight, s50)
      s51 = fma(high, weight, s51)
      w += 24
    }
    a += skip
  }
  putFour(o, pixel, s00, s10, s20, s30, s40, s50, width)
  putFour(o + 4 * pixel, pixel, s01, s11, s21, s31, s41, s51, width)
}

/** Four pixels of the first `width` of six channels, from a vector of pixels for each channel. */
function putFour(o: usize, pixel: usize, c0: v128, c1: v128, c2: v128, c3: v128, c4: v128, c5: v128, width: i32): void {
  const low01 = i32x4.shuffle(c0, c1, 0, 4, 1, 5)
  const high01 = i32x4.shuffle(c0, c1, 2, 6, 3, 7)
  const low23 = i32x4.shuffle(c2, c3, 0, 4, 1, 5)
  const high23 = i32x4.shuffle(c2, c3, 2, 6, 3, 7)
  const low45 = i32x4.shuffle(c4, c5, 0, 4, 1, 5)
  const high45 = i32x4.shuffle(c4, c5, 2, 6, 3, 7)
  putOne(o, i64x2.shuffle(low01, low23, 0, 2), low45, width)
  putOne(o + pixel, i64x2.shuffle(low01, low23, 1, 3), i64x2.shuffle(low45, low45, 1, 1), width)
  putOne(o + 2 * pixel, i64x2.shuffle(high01, high23, 0, 2), high45, width)
  putOne(o + 3 * pixel, i64x2.shuffle(high01, high23, 1, 3), i64x2.shuffle(high45, high45, 1, 1), width)
}

// @ts-expect-error: a decorator of the language
@inline
function putOne(o: usize, low: v128, high: v128, width: i32): void {
  if (width == 6) {
    v128.store(o, low)
    v128.store64_lane(o, high, 0, 16)
  } else putPart(o, low, high, width)
}

function putPart(o: usize, low: v128, high: v128, width: i32): void {
  if (width & 4) {
    v128.store(o, low)
    low = high
    o += 16
  }
  if (width & 2) {
    v128.store64_lane(o, low, 0)
    low = i64x2.shuffle(low, low, 1, 1)
    o += 8
  }
  if (width & 1) v128.store32_lane(o, low, 0)
}

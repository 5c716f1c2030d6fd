import { fma } from '../training/fma'

// The gradient of an image from the few outputs of a convolution that its pool has chosen: each is the gradient d of a
// channel at a place of the window, and adds d times that channel's filter to the patch of the image there. All patches of
// one window lie in one block of the image, R rows of `width` entries; a filter with zeros around it, read from another
// place, is that filter moved within the block. So the sums over channels stay in registers, and an entry of the image is
// read and written once a window instead of once a channel.

/**
 * Writes filters [rows, run, channels] as {@link scatterPatches} reads them: [channels, above + rows, side + run + side],
 * and `above` rows behind the last, all else 0.
 */
export function surroundFilters(w: usize, rows: i32, run: i32, channels: i32, above: i32, side: i32, to: usize): void {
  const pitch = <usize>(run + 2 * side) << 2
  const filter = <usize>(above + rows) * pitch
  const step = <usize>channels << 2
  memory.fill(to, 0, <usize>channels * filter + <usize>above * pitch)
  for (let c = 0; c < channels; c++, w += 4, to += filter) {
    let from = w
    let row = to + <usize>above * pitch + (<usize>side << 2)
    for (let u = 0; u < rows; u++, row += pitch)
      for (let e: usize = 0; e < <usize>run << 2; e += 4, from += step) store<f32>(row + e, load<f32>(from))
  }
}

/**
 * Adds to the image at `to`, which the caller clears, what d [outHeight, outWidth, channels] gives through the places
 * `where`, in bytes from the beginning of the image; down and across are the bytes from one window to the next. The list
 * takes 8 bytes a channel and 8 more. 2 R · width flops for each entry of d that is not 0; ten multiply-and-adds to eleven
 * loads.
 */
export function scatterPatches(
  d: usize,
  where: usize,
  outHeight: i32,
  outWidth: i32,
  channels: i32,
  down: usize,
  across: usize,
  w: usize,
  rows: i32,
  run: i32,
  above: i32,
  side: i32,
  inRow: usize,
  to: usize,
  list: usize,
): void {
  const pitch = <usize>(run + 2 * side) << 2
  const filter = <usize>(above + rows) * pitch
  const start = w + <usize>above * pitch + (<usize>side << 2)
  const width = run + side
  const all = rows + above
  // ⌈2³² / inRow⌉: places in a window are few enough that the product's upper half is the row.
  const magic: u64 = (0x1_0000_0000 + <u64>inRow - 1) / <u64>inRow
  for (let i = 0; i < outHeight; i++)
    for (let j = 0; j < outWidth; j++) {
      const window = <usize>i * down + <usize>j * across
      // Without a branch: what is 0 is written too, and overwritten.
      let end = list
      let zero = start
      for (let c = 0; c < channels; c++, d += 4, where += 4, zero += filter) {
        const value = load<f32>(d)
        const place = load<u32>(where) - <u32>window
        const row = <u32>((<u64>place * magic) >> 32)
        store<u32>(end, <u32>(zero - <usize>row * pitch - <usize>(place - row * <u32>inRow)))
        store<f32>(end, value, 4)
        end += <usize>(value != 0) << 3
      }
      if (end == list) continue
      let block = to + window
      let skip: usize = 0
      for (let r = 0; r < all; r++, block += inRow, skip += pitch) {
        let e = 0
        for (; width - e > 16; e += 40)
          ten(list, end, skip + (<usize>e << 2), block + (<usize>e << 2), min(40, width - e))
        if (e < width) four(list, end, skip + (<usize>e << 2), block + (<usize>e << 2), width - e)
      }
    }
}

/** Up to 40 entries of one row of a block. */
function ten(at: usize, end: usize, skip: usize, to: usize, width: i32): void {
  let s0 = f32x4.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  let s4 = s0
  let s5 = s0
  let s6 = s0
  let s7 = s0
  let s8 = s0
  let s9 = s0
  for (; at < end; at += 8) {
    const w = <usize>load<u32>(at) + skip
    const d = v128.load32_splat(at, 4)
    s0 = fma(d, v128.load(w), s0)
    s1 = fma(d, v128.load(w, 16), s1)
    s2 = fma(d, v128.load(w, 32), s2)
    s3 = fma(d, v128.load(w, 48), s3)
    s4 = fma(d, v128.load(w, 64), s4)
    s5 = fma(d, v128.load(w, 80), s5)
    s6 = fma(d, v128.load(w, 96), s6)
    s7 = fma(d, v128.load(w, 112), s7)
    s8 = fma(d, v128.load(w, 128), s8)
    s9 = fma(d, v128.load(w, 144), s9)
  }
  addFour(to, s0, s1, s2, s3, min(16, width))
  if (width > 16) addFour(to + 64, s4, s5, s6, s7, min(16, width - 16))
  if (width > 32) add(to + 128, s8, min(4, width - 32))
  if (width > 36) add(to + 144, s9, width - 36)
}

/** Up to 16. */
function four(at: usize, end: usize, skip: usize, to: usize, width: i32): void {
  let s0 = f32x4.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  for (; at < end; at += 8) {
    const w = <usize>load<u32>(at) + skip
    const d = v128.load32_splat(at, 4)
    s0 = fma(d, v128.load(w), s0)
    s1 = fma(d, v128.load(w, 16), s1)
    s2 = fma(d, v128.load(w, 32), s2)
    s3 = fma(d, v128.load(w, 48), s3)
  }
  addFour(to, s0, s1, s2, s3, width)
}

// @ts-expect-error: a decorator of the language
@inline
function addFour(to: usize, s0: v128, s1: v128, s2: v128, s3: v128, width: i32): void {
  add(to, s0, min(4, width))
  if (width > 4) add(to + 16, s1, min(4, width - 4))
  if (width > 8) add(to + 32, s2, min(4, width - 8))
  if (width > 12) add(to + 48, s3, width - 12)
}

/** Adds the first `count` of four entries. */
// @ts-expect-error: a decorator of the language
@inline
function add(to: usize, four: v128, count: i32): void {
  if (count == 4) v128.store(to, f32x4.add(four, v128.load(to)))
  else addPart(to, four, count)
}

function addPart(to: usize, four: v128, count: i32): void {
  if (count & 2) {
    v128.store64_lane(to, f32x4.add(four, v128.load64_zero(to)), 0)
    four = i64x2.shuffle(four, four, 1, 1)
    to += 8
  }
  if (count & 1) v128.store32_lane(to, f32x4.add(four, v128.load32_zero(to)), 0)
}

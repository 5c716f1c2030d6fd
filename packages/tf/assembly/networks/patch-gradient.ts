import { fma } from '../training/fma'

// The gradient of a filter [rows, run, channels] from few outputs of its convolution: with the list of channel d,
//
//   dw[u, e, d] += Σ over its pairs of value · x[address + u · inRow + e],   u < rows, e < run
//
// A kernel of `run` entries side by side in each of its rows: its columns times the channels of x. The sums of a tile stay
// in registers over the list: ten vectors of five rows where a row has two, otherwise eight of one row. 10 multiply-and-adds
// and 12 loads a pair, or 8 and 10.

/** Adds to dw, which the caller clears. May read 28 bytes behind a patch. */
export function patchGradient(
  lists: usize,
  room: usize,
  ends: usize,
  dw: usize,
  rows: i32,
  inRow: usize,
  run: i32,
  channels: i32,
): void {
  for (let c = 0; c < channels; c++, lists += room, ends += 4, dw += 4) {
    const end = <usize>load<u32>(ends)
    if (run <= 8)
      for (let u = 0; u < rows; u += 5)
        tall(lists, end, dw + (<usize>(u * run * channels) << 2), min(5, rows - u), <usize>u * inRow, inRow, run, channels)
    else
      for (let u = 0; u < rows; u++)
        for (let e = 0; e < run; e += 32)
          wide(
            lists,
            end,
            dw + (<usize>((u * run + e) * channels) << 2),
            <usize>u * inRow + (<usize>e << 2),
            min(32, run - e),
            channels,
          )
  }
}

/** Up to five rows of up to eight entries. */
function tall(at: usize, end: usize, to: usize, rows: i32, skip: usize, inRow: usize, run: i32, channels: i32): void {
  // Where there are fewer than five, the last ones are the first again.
  const r1 = rows > 1 ? inRow : 0
  const r2 = rows > 2 ? 2 * inRow : 0
  const r3 = rows > 3 ? 3 * inRow : 0
  const r4 = rows > 4 ? 4 * inRow : 0
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
  for (; at < end; at += 8) {
    const x = <usize>load<u32>(at) + skip
    const d = v128.load32_splat(at, 4)
    s00 = fma(d, v128.load(x), s00)
    s01 = fma(d, v128.load(x, 16), s01)
    s10 = fma(d, v128.load(x + r1), s10)
    s11 = fma(d, v128.load(x + r1, 16), s11)
    s20 = fma(d, v128.load(x + r2), s20)
    s21 = fma(d, v128.load(x + r2, 16), s21)
    s30 = fma(d, v128.load(x + r3), s30)
    s31 = fma(d, v128.load(x + r3, 16), s31)
    s40 = fma(d, v128.load(x + r4), s40)
    s41 = fma(d, v128.load(x + r4, 16), s41)
  }
  const row = <usize>(run * channels) << 2
  const step = <usize>channels << 2
  addRow(to, s00, s01, run, step)
  if (rows > 1) addRow(to + row, s10, s11, run, step)
  if (rows > 2) addRow(to + 2 * row, s20, s21, run, step)
  if (rows > 3) addRow(to + 3 * row, s30, s31, run, step)
  if (rows > 4) addRow(to + 4 * row, s40, s41, run, step)
}

/** Up to 32 entries of one row. */
function wide(at: usize, end: usize, to: usize, skip: usize, run: i32, channels: i32): void {
  let s0 = f32x4.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  let s4 = s0
  let s5 = s0
  let s6 = s0
  let s7 = s0
  if (run > 16)
    for (; at < end; at += 8) {
      const x = <usize>load<u32>(at) + skip
      const d = v128.load32_splat(at, 4)
      s0 = fma(d, v128.load(x), s0)
      s1 = fma(d, v128.load(x, 16), s1)
      s2 = fma(d, v128.load(x, 32), s2)
      s3 = fma(d, v128.load(x, 48), s3)
      s4 = fma(d, v128.load(x, 64), s4)
      s5 = fma(d, v128.load(x, 80), s5)
      s6 = fma(d, v128.load(x, 96), s6)
      s7 = fma(d, v128.load(x, 112), s7)
    }
  else
    for (; at < end; at += 8) {
      const x = <usize>load<u32>(at) + skip
      const d = v128.load32_splat(at, 4)
      s0 = fma(d, v128.load(x), s0)
      s1 = fma(d, v128.load(x, 16), s1)
      s2 = fma(d, v128.load(x, 32), s2)
      s3 = fma(d, v128.load(x, 48), s3)
    }
  const step = <usize>channels << 2
  addRow(to, s0, s1, run, step)
  if (run > 8) addRow(to + 8 * step, s2, s3, run - 8, step)
  if (run > 16) addRow(to + 16 * step, s4, s5, run - 16, step)
  if (run > 24) addRow(to + 24 * step, s6, s7, run - 24, step)
}

/** Adds the first `count`, or all eight, of two vectors to entries `step` bytes apart. */
function addRow(to: usize, low: v128, high: v128, count: i32, step: usize): void {
  add(to, f32x4.extract_lane(low, 0))
  if (count > 1) add(to + step, f32x4.extract_lane(low, 1))
  if (count > 2) add(to + 2 * step, f32x4.extract_lane(low, 2))
  if (count > 3) add(to + 3 * step, f32x4.extract_lane(low, 3))
  if (count > 4) add(to + 4 * step, f32x4.extract_lane(high, 0))
  if (count > 5) add(to + 5 * step, f32x4.extract_lane(high, 1))
  if (count > 6) add(to + 6 * step, f32x4.extract_lane(high, 2))
  if (count > 7) add(to + 7 * step, f32x4.extract_lane(high, 3))
}

// @ts-expect-error: a decorator of the language
@inline
function add(to: usize, value: f32): void {
  store<f32>(to, load<f32>(to) + value)
}

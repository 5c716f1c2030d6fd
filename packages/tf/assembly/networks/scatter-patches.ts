import { fma } from '../training/fma'

/**
 * The gradient of one image from few outputs of a convolution: for every entry d [pixels, channels] that is not 0, d times
 * the filter of its channel, w [channels, rows, run], is added to the patch of `to` at `where`, whose rows are inRow bytes
 * apart. The caller clears. 2 loads and a store for each multiply and add, a quarter of the peak at best, but as many fewer
 * of them as a pool has entries in a window.
 */
export function scatterPatches(
  d: usize,
  where: usize,
  pixels: i32,
  channels: i32,
  w: usize,
  rows: i32,
  inRow: usize,
  run: i32,
  to: usize,
): void {
  const bytes = (<usize>run) << 2
  const fours = bytes & ~63
  const whole = bytes & ~15
  const filter = <usize>rows * bytes
  for (let p = 0; p < pixels; p++) {
    let from = w
    for (let c = 0; c < channels; c++, d += 4, where += 4, from += filter) {
      if (load<f32>(d) == 0) continue
      const value = v128.load32_splat(d)
      let patch = to + <usize>load<u32>(where)
      let row = from
      for (const end = from + filter; row < end; row += bytes, patch += inRow) {
        let j: usize = 0
        for (; j < fours; j += 64) {
          const from = row + j
          const at = patch + j
          v128.store(at, fma(value, v128.load(from), v128.load(at)))
          v128.store(at, fma(value, v128.load(from, 16), v128.load(at, 16)), 16)
          v128.store(at, fma(value, v128.load(from, 32), v128.load(at, 32)), 32)
          v128.store(at, fma(value, v128.load(from, 48), v128.load(at, 48)), 48)
        }
        for (; j < whole; j += 16) v128.store(patch + j, fma(value, v128.load(row + j), v128.load(patch + j)))
        if (bytes & 8) {
          v128.store64_lane(patch + j, fma(value, v128.load64_zero(row + j), v128.load64_zero(patch + j)), 0)
          j += 8
        }
        if (bytes & 4)
          v128.store32_lane(patch + j, fma(value, v128.load32_zero(row + j), v128.load32_zero(patch + j)), 0)
      }
    }
  }
}

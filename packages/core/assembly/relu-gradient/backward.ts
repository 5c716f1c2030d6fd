import {
  a,
  BLOCK,
  bySamples,
  d,
  dp,
  inputGradient,
  leak,
  m,
  mp,
  np,
  outputs,
  ROW,
  readoutGradient,
  S,
  SAMPLES,
  table,
  W,
  X,
} from './memory'

// Σ_i r_i σ'(z_ik) x_i = leak Σ_i r_i x_i + (1 − leak) Σ_{i active} r_i x_i: a sum over a subset of samples. r_i x_i is
// the same for all neurons: for every four samples all 16 sums are made once, and a neuron adds one from each table. n
// m d / 8 additions of vectors of two, as many loads, and 27 n d / 8 operations for the tables.

/** Gradients of both layers from the residuals and the pattern. */
export function backward(): void {
  memory.fill(S, 0, (mp + 1) * dp * 8)
  const groups = np / SAMPLES
  let column: i32 = 0
  for (; column + 20 <= dp; column += 20)
    for (let g = 0; g < groups; g += BLOCK) {
      const count = min(BLOCK, groups - g)
      makeTables(column, 10, g, count)
      addWide(column, g, count)
      addAll(column, 10, count)
    }
  for (; column + 8 <= dp; column += 8)
    for (let g = 0; g < groups; g += BLOCK) {
      const count = min(BLOCK, groups - g)
      makeTables(column, 4, g, count)
      addMiddle(column, g, count)
      addAll(column, 4, count)
    }
  for (; column < dp; column += 2)
    for (let g = 0; g < groups; g += BLOCK) {
      const count = min(BLOCK, groups - g)
      makeTables(column, 1, g, count)
      addNarrow(column, g, count)
      addAll(column, 1, count)
    }
  finish()
}

/** Row s of a group holds Σ over the bits j of s of r x of sample 4g + j. */
function makeTables(column: i32, width: i32, first: i32, count: i32): void {
  const row = <usize>ROW
  const stride = dp * 8
  for (let g = 0; g < count; g++) {
    const sample = (first + g) * SAMPLES
    const r0 = v128.load64_splat(outputs + (sample << 3))
    const r1 = v128.load64_splat(outputs + (sample << 3), 8)
    const r2 = v128.load64_splat(outputs + (sample << 3), 16)
    const r3 = v128.load64_splat(outputs + (sample << 3), 24)
    let x = X + sample * stride + column * 8
    let at = table + <usize>(g * 16) * row
    for (let v = 0; v < width; v++) {
      const s1 = f64x2.mul(r0, v128.load(x))
      const s2 = f64x2.mul(r1, v128.load(x + stride))
      const s4 = f64x2.mul(r2, v128.load(x + 2 * stride))
      const s8 = f64x2.mul(r3, v128.load(x + 3 * stride))
      const s3 = f64x2.add(s1, s2)
      const s12 = f64x2.add(s4, s8)
      v128.store(at, f64x2.splat(0))
      v128.store(at + row, s1)
      v128.store(at + 2 * row, s2)
      v128.store(at + 3 * row, s3)
      v128.store(at + 4 * row, s4)
      v128.store(at + 5 * row, f64x2.add(s1, s4))
      v128.store(at + 6 * row, f64x2.add(s2, s4))
      v128.store(at + 7 * row, f64x2.add(s3, s4))
      v128.store(at + 8 * row, s8)
      v128.store(at + 9 * row, f64x2.add(s1, s8))
      v128.store(at + 10 * row, f64x2.add(s2, s8))
      v128.store(at + 11 * row, f64x2.add(s3, s8))
      v128.store(at + 12 * row, s12)
      v128.store(at + 13 * row, f64x2.add(s1, s12))
      v128.store(at + 14 * row, f64x2.add(s2, s12))
      v128.store(at + 15 * row, f64x2.add(s3, s12))
      x += 16
      at += 16
    }
  }
}

function addWide(column: i32, first: i32, count: i32): void {
  const stride = np >> 2
  let sums = S + column * 8
  for (let k = 0; k < m; k++) {
    let s0 = v128.load(sums)
    let s1 = v128.load(sums, 16)
    let s2 = v128.load(sums, 32)
    let s3 = v128.load(sums, 48)
    let s4 = v128.load(sums, 64)
    let s5 = v128.load(sums, 80)
    let s6 = v128.load(sums, 96)
    let s7 = v128.load(sums, 112)
    let s8 = v128.load(sums, 128)
    let s9 = v128.load(sums, 144)
    let at = table
    let bits = bySamples + (k * stride + first) * 2
    const end = bits + count * 2
    while (bits < end) {
      const row = at + <usize>load<u16>(bits)
      s0 = f64x2.add(s0, v128.load(row))
      s1 = f64x2.add(s1, v128.load(row, 16))
      s2 = f64x2.add(s2, v128.load(row, 32))
      s3 = f64x2.add(s3, v128.load(row, 48))
      s4 = f64x2.add(s4, v128.load(row, 64))
      s5 = f64x2.add(s5, v128.load(row, 80))
      s6 = f64x2.add(s6, v128.load(row, 96))
      s7 = f64x2.add(s7, v128.load(row, 112))
      s8 = f64x2.add(s8, v128.load(row, 128))
      s9 = f64x2.add(s9, v128.load(row, 144))
      const next = at + <usize>load<u16>(bits, 2) + 16 * ROW
      s0 = f64x2.add(s0, v128.load(next))
      s1 = f64x2.add(s1, v128.load(next, 16))
      s2 = f64x2.add(s2, v128.load(next, 32))
      s3 = f64x2.add(s3, v128.load(next, 48))
      s4 = f64x2.add(s4, v128.load(next, 64))
      s5 = f64x2.add(s5, v128.load(next, 80))
      s6 = f64x2.add(s6, v128.load(next, 96))
      s7 = f64x2.add(s7, v128.load(next, 112))
      s8 = f64x2.add(s8, v128.load(next, 128))
      s9 = f64x2.add(s9, v128.load(next, 144))
      bits += 4
      at += 32 * ROW
    }
    v128.store(sums, s0)
    v128.store(sums, s1, 16)
    v128.store(sums, s2, 32)
    v128.store(sums, s3, 48)
    v128.store(sums, s4, 64)
    v128.store(sums, s5, 80)
    v128.store(sums, s6, 96)
    v128.store(sums, s7, 112)
    v128.store(sums, s8, 128)
    v128.store(sums, s9, 144)
    sums += dp * 8
  }
}

function addMiddle(column: i32, first: i32, count: i32): void {
  const stride = np >> 2
  let sums = S + column * 8
  for (let k = 0; k < m; k++) {
    let s0 = v128.load(sums)
    let s1 = v128.load(sums, 16)
    let s2 = v128.load(sums, 32)
    let s3 = v128.load(sums, 48)
    let at = table
    let bits = bySamples + (k * stride + first) * 2
    const end = bits + count * 2
    while (bits < end) {
      const row = at + <usize>load<u16>(bits)
      s0 = f64x2.add(s0, v128.load(row))
      s1 = f64x2.add(s1, v128.load(row, 16))
      s2 = f64x2.add(s2, v128.load(row, 32))
      s3 = f64x2.add(s3, v128.load(row, 48))
      bits += 2
      at += 16 * ROW
    }
    v128.store(sums, s0)
    v128.store(sums, s1, 16)
    v128.store(sums, s2, 32)
    v128.store(sums, s3, 48)
    sums += dp * 8
  }
}

function addNarrow(column: i32, first: i32, count: i32): void {
  const stride = np >> 2
  let sums = S + column * 8
  for (let k = 0; k < m; k++) {
    let sum = v128.load(sums)
    let at = table
    let bits = bySamples + (k * stride + first) * 2
    const end = bits + count * 2
    while (bits < end) {
      sum = f64x2.add(sum, v128.load(at + <usize>load<u16>(bits)))
      bits += 2
      at += 16 * ROW
    }
    v128.store(sums, sum)
    sums += dp * 8
  }
}

/** Σ_i r_i x_i over all samples, row mp of S, needed only for a leak: the last row of every table. */
function addAll(column: i32, width: i32, count: i32): void {
  if (leak == 0) return
  const row = <usize>ROW
  for (let v = 0; v < width; v++) {
    const to = S + mp * dp * 8 + column * 8 + v * 16
    let sum = v128.load(to)
    for (let g = 0; g < count; g++)
      sum = f64x2.add(sum, v128.load(table + <usize>(g * 16 + 15) * row + <usize>(v * 16)))
    v128.store(to, sum)
  }
}

/** The gradients from the sums; Σ_i r_i σ(z_ik) = w_kᵀ Σ_i r_i σ'(z_ik) x_i. */
function finish(): void {
  const all = S + mp * dp * 8
  const above = f64x2.splat(1 - leak)
  const below = f64x2.splat(leak)
  for (let k = 0; k < m; k++) {
    const sums = S + k * dp * 8
    const weights = W + k * d * 8
    const to = inputGradient + k * d * 8
    let along = f64x2.splat(0)
    let at: i32 = 0
    for (; at < (d & ~1) << 3; at += 16) {
      let sum = v128.load(sums + at)
      if (leak != 0) sum = f64x2.add(f64x2.mul(below, v128.load(all + at)), f64x2.mul(above, sum))
      v128.store(to + at, sum)
      along = f64x2.add(along, f64x2.mul(sum, v128.load(weights + at)))
    }
    let total = f64x2.extract_lane(along, 0) + f64x2.extract_lane(along, 1)
    if (d & 1) {
      const active = load<f64>(sums + at)
      const sum = leak == 0 ? active : leak * load<f64>(all + at) + (1 - leak) * active
      store<f64>(to + at, sum)
      total += sum * load<f64>(weights + at)
    }
    store<f64>(readoutGradient + (k << 3), total)
  }
}

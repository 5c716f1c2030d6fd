import {
  byNeurons, bySamples, d, dp, drift, m, margin, mp, NEURONS, n, np, perLength, ROW, reference, room, slack, uncertain,
  W, WQ, X, XQ,
} from './memory'
import { quantizeWeights } from './quantize'

// Which neurons are active on which samples. Of the n m signs of wᵀx nearly all can be told from rounded rows, eight
// products per instruction (i32x4.dot_i16x8_s), and stay certain until a neuron has moved by its distance from the
// border: |Δ(wᵀx)| ≤ ‖x‖‖Δw‖. The rest are computed in double precision. So the pattern depends on the weights alone,
// however it was found: a resumed run gets the same digits.

/** True where the margins hold for `reference`. */
let known = false
/** Pairs computed in double precision since the margins were. */
let spent: i32 = 0

/** Brings the pattern up to date with W. */
export function updatePattern(): void {
  if (known) {
    measureDrift()
    const count = listUncertain(room - spent)
    if (count >= 0) {
      recheck(count)
      spent += count
      return
    }
  }
  quantizeWeights()
  sweep()
  memory.copy(reference, W, m * d * 8)
  memory.fill(drift, 0, mp * 4)
  known = true
  spent = 0
  // Pairs whose sign rounding may have decided.
  const count = listUncertain(room)
  if (count >= 0) recheck(count)
  else for (let k = 0; k < m; k++) recheckRow(k)
}

/** Farthest distances from the reference, rounded up, in the units of the margins. */
function measureDrift(): void {
  for (let k = 0; k < m; k++) {
    let row = W + k * d * 8
    let before = reference + k * d * 8
    const end = row + ((d & ~1) << 3)
    let sum = f64x2.splat(0)
    while (row < end) {
      const change = f64x2.sub(v128.load(row), v128.load(before))
      sum = f64x2.add(sum, f64x2.mul(change, change))
      row += 16
      before += 16
    }
    let squared = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)
    if (d & 1) {
      const change = load<f64>(row) - load<f64>(before)
      squared += change * change
    }
    const far = Math.sqrt(squared) * load<f64>(perLength + (k << 3)) * (1 + 1e-9) + 1
    // NaN also counts as infinitely far.
    const whole = far < 2e9 ? <i32>far : i32.MAX_VALUE
    store<i32>(drift + (k << 2), max(whole, load<i32>(drift + (k << 2))))
  }
}

/**
 * Lists the pairs whose margin a neuron has used up, n m / 4 comparisons; −1 if there are more than `most`: by then
 * rechecking has cost as much as new margins would, so the total is at most twice that of the best moment to renew
 * them.
 */
function listUncertain(most: i32): i32 {
  let found: i32 = 0
  const rows = np << 2
  for (let k = 0; k < m; k++) {
    const far = i32x4.splat(load<i32>(drift + (k << 2)))
    const first = margin + k * rows
    for (let at: i32 = 0; at < rows; at += 32) {
      const low = v128.load(first + at)
      const high = v128.load(first + at, 16)
      if (!v128.any_true(i32x4.le_s(i32x4.min_s(low, high), far))) continue
      let bits = i32x4.bitmask(i32x4.le_s(low, far)) | (i32x4.bitmask(i32x4.le_s(high, far)) << 4)
      while (bits) {
        const i = (at >> 2) + ctz(bits)
        bits &= bits - 1
        if (i >= n) break
        if (found >= most) return -1
        store<i32>(uncertain + (found << 3), i)
        store<i32>(uncertain + (found << 3), k, 4)
        found++
      }
    }
  }
  return found
}

/** Recomputes the listed pairs in double precision. */
function recheck(count: i32): void {
  for (let at = uncertain, end = uncertain + (count << 3); at < end; at += 8) {
    const i = load<i32>(at)
    const k = load<i32>(at, 4)
    set(i, k, isActive(i, k))
  }
}

/** The same for all pairs of one neuron, without a list: for rows without a length, whose pairs are all uncertain. */
function recheckRow(k: i32): void {
  for (let i = 0; i < n; i++)
    if (load<i32>(margin + ((k * np + i) << 2)) <= 0) set(i, k, isActive(i, k))
}

function set(i: i32, k: i32, active: bool): void {
  const own = bySamples + (k * (np >> 2) + (i >> 2)) * 2
  const bit = i & 3
  const old = <i32>load<u16>(own)
  if ((((old / ROW) >> bit & 1) == 1) == active) return
  const sign = active ? ROW : -ROW
  store<u16>(own, <u16>(old + (sign << bit)))
  const group = k / NEURONS
  const other = byNeurons + (group * np + i) * 2
  store<u16>(other, <u16>(<i32>load<u16>(other) + (sign << (k - group * NEURONS))))
}

/**
 * w_kᵀx_i ≥ 0. Near 0 the sum is computed in the order of the plain loop, so that exact zeros and last digits come out
 * the same.
 */
function isActive(i: i32, k: i32): bool {
  const x = X + i * dp * 8
  const w = W + k * d * 8
  let even = f64x2.splat(0)
  let odd = f64x2.splat(0)
  let size = f64x2.splat(0)
  let j: i32 = 0
  for (; j + 4 <= d; j += 4) {
    const p = f64x2.mul(v128.load(x + (j << 3)), v128.load(w + (j << 3)))
    const q = f64x2.mul(v128.load(x + (j << 3), 16), v128.load(w + (j << 3), 16))
    even = f64x2.add(even, p)
    odd = f64x2.add(odd, q)
    size = f64x2.add(size, f64x2.add(f64x2.abs(p), f64x2.abs(q)))
  }
  even = f64x2.add(even, odd)
  let sum = f64x2.extract_lane(even, 0) + f64x2.extract_lane(even, 1)
  let most = f64x2.extract_lane(size, 0) + f64x2.extract_lane(size, 1)
  for (; j < d; j++) {
    const p = load<f64>(x + (j << 3)) * load<f64>(w + (j << 3))
    sum += p
    most += Math.abs(p)
  }
  // 1e-12 of Σ|x_j w_j| is more than the order of summation can change for up to a few thousand inputs.
  if (Math.abs(sum) > most * 1e-12 * <f64>(1 + (d >> 10))) return sum >= 0
  let exact: f64 = 0
  for (j = 0; j < d; j++) exact += load<f64>(x + (j << 3)) * load<f64>(w + (j << 3))
  return exact >= 0
}

/**
 * All pairs in integers: signs into the pattern, |wᵀx| less the slack into the margins. Tiles of 5 neurons and 8
 * samples keep 10 sums in registers: n m d / 8 multiply-add instructions, n m d / 4 with the additions, and 7/10 as
 * many loads.
 */
function sweep(): void {
  const pairs = dp >> 1
  const wRow = dp * 2
  for (let i = 0; i < np; i += 8) {
    const x0 = XQ + (i >> 2) * pairs * 16
    for (let k = 0; k < mp; k += NEURONS) {
      let x = x0
      let u = x0 + pairs * 16
      let w0 = WQ + k * wRow
      let w1 = w0 + wRow
      let w2 = w1 + wRow
      let w3 = w2 + wRow
      let w4 = w3 + wRow
      let a0 = i32x4.splat(0)
      let a1 = a0
      let a2 = a0
      let a3 = a0
      let a4 = a0
      let b0 = a0
      let b1 = a0
      let b2 = a0
      let b3 = a0
      let b4 = a0
      const end = u
      while (x < end) {
        const p = v128.load(x)
        const q = v128.load(u)
        let w = v128.load32_splat(w0)
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(p, w))
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(q, w))
        w = v128.load32_splat(w1)
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(p, w))
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(q, w))
        w = v128.load32_splat(w2)
        a2 = i32x4.add(a2, i32x4.dot_i16x8_s(p, w))
        b2 = i32x4.add(b2, i32x4.dot_i16x8_s(q, w))
        w = v128.load32_splat(w3)
        a3 = i32x4.add(a3, i32x4.dot_i16x8_s(p, w))
        b3 = i32x4.add(b3, i32x4.dot_i16x8_s(q, w))
        w = v128.load32_splat(w4)
        a4 = i32x4.add(a4, i32x4.dot_i16x8_s(p, w))
        b4 = i32x4.add(b4, i32x4.dot_i16x8_s(q, w))
        x += 16
        u += 16
        w0 += 4
        w1 += 4
        w2 += 4
        w3 += 4
        w4 += 4
      }
      let low = i32x4.splat(0)
      let high = low
      low = note(a0, i, k, 0, low)
      high = note(b0, i + 4, k, 0, high)
      low = note(a1, i, k, 1, low)
      high = note(b1, i + 4, k, 1, high)
      low = note(a2, i, k, 2, low)
      high = note(b2, i + 4, k, 2, high)
      low = note(a3, i, k, 3, low)
      high = note(b3, i + 4, k, 3, high)
      low = note(a4, i, k, 4, low)
      high = note(b4, i + 4, k, 4, high)
      v128.store(byNeurons + ((k / NEURONS) * np + i) * 2, i16x8.narrow_i32x4_u(low, high))
    }
  }
}

/** Writes down four pairs of neuron k + j; adds their bits to those of the neurons before it. */
// @ts-expect-error: a decorator of the language
@inline
function note(z: v128, i: i32, k: i32, j: i32, bits: v128): v128 {
  const active = i32x4.gt_s(z, i32x4.splat(0))
  store<u16>(bySamples + ((k + j) * (np >> 2) + (i >> 2)) * 2, <u16>(i32x4.bitmask(active) * ROW))
  const sure = i32x4.sub(i32x4.abs(z), i32x4.splat(load<i32>(slack + ((k + j) << 2))))
  v128.store(margin + ((k + j) * np + i) * 4, sure)
  return i32x4.add(bits, v128.and(active, i32x4.splat(ROW << j)))
}

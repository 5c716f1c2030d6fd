import { fma } from '../training/fma'
import { exp } from './exp'
import { firstLanes, maxOfLanes, storeFirst, sumOfLanes } from './lanes'

/**
 * Attention of every sample and head: with queries q, keys k and values v of `size` numbers a head,
 *
 *     p = softmax over j of (q · k_j/√size),   out = Σ_j p_j v_j.
 *
 * Query t of sample i is row queryIndex[i, t] of q, rows `qStep` entries apart; key and value at place j are row
 * keyIndex[i, j] of k and v, `kStep` apart; head h begins at entry h · size. The queries are those of the last places.
 * Where `causal`, places behind the query's own are left out: their p is 0. p [count, queries, heads, `length` to the next
 * multiple of 4] is kept. May read 12 bytes behind q, k and v. 4 · size flops for every query, head and place, one
 * exponential for four places.
 */
export function attend(
  q: usize,
  k: usize,
  v: usize,
  qStep: i32,
  kStep: i32,
  queryIndex: usize,
  keyIndex: usize,
  out: usize,
  p: usize,
  count: i32,
  queries: i32,
  length: i32,
  heads: i32,
  size: i32,
  causal: i32,
): void {
  const bytes = (<usize>size) << 2
  const kept = (<usize>((length + 3) & ~3)) << 2
  const scale: f32 = 1 / sqrt<f32>(<f32>size)
  for (let i = 0; i < count; i++, keyIndex += (<usize>length) << 2) {
    for (let t = 0; t < queries; t++, queryIndex += 4) {
      const seen = causal ? length - queries + t + 1 : length
      let query = q + ((<usize>load<i32>(queryIndex) * <usize>qStep) << 2)
      let head: usize = 0
      for (let h = 0; h < heads; h++, query += bytes, head += bytes, out += bytes, p += kept) {
        for (let j = 0; j < seen; j++)
          store<f32>(p + ((<usize>j) << 2), dot(query, k + rowAt(keyIndex, j, kStep) + head, size) * scale)
        softmax(p, seen, kept)
        mix(out, p, v + head, keyIndex, kStep, seen, size)
      }
    }
  }
}

/**
 * The gradients of {@link attend}, from d like its out: added to those in dq, dk and dv, which lie as q, k and v do, so
 * that rows that many samples share get the sum. With e_j = d · v_j: ds_j = p_j (e_j − Σ p e)/√size, dq = Σ_j ds_j k_j, dk_j
 * = ds_j q, dv_j = p_j d. `e` has room for a number a place. 8 · size flops for every query, head and place.
 */
export function attendGradient(
  d: usize,
  q: usize,
  k: usize,
  v: usize,
  dq: usize,
  dk: usize,
  dv: usize,
  qStep: i32,
  kStep: i32,
  queryIndex: usize,
  keyIndex: usize,
  p: usize,
  e: usize,
  count: i32,
  queries: i32,
  length: i32,
  heads: i32,
  size: i32,
  causal: i32,
): void {
  const bytes = (<usize>size) << 2
  const kept = (<usize>((length + 3) & ~3)) << 2
  const scale: f32 = 1 / sqrt<f32>(<f32>size)
  for (let i = 0; i < count; i++, keyIndex += (<usize>length) << 2) {
    for (let t = 0; t < queries; t++, queryIndex += 4) {
      const seen = causal ? length - queries + t + 1 : length
      let row = (<usize>load<i32>(queryIndex) * <usize>qStep) << 2
      let head: usize = 0
      for (let h = 0; h < heads; h++, row += bytes, head += bytes, d += bytes, p += kept) {
        let along: f32 = 0
        for (let j = 0; j < seen; j++) {
          const at = (<usize>j) << 2
          const slope = dot(d, v + rowAt(keyIndex, j, kStep) + head, size)
          store<f32>(e + at, slope)
          along += slope * load<f32>(p + at)
        }
        for (let j = 0; j < seen; j++) {
          const at = (<usize>j) << 2
          const share = load<f32>(p + at)
          const slope = share * (load<f32>(e + at) - along) * scale
          const key = rowAt(keyIndex, j, kStep) + head
          addAll(d, q + row, k + key, dv + key, dk + key, dq + row, share, slope, size)
        }
      }
    }
  }
}

/** In bytes, where the row of place j begins. */
// @ts-expect-error: a decorator of the language
@inline
function rowAt(index: usize, j: i32, step: i32): usize {
  return (<usize>load<i32>(index + ((<usize>j) << 2)) * <usize>step) << 2
}

// @ts-expect-error: a decorator of the language
@inline
function dot(a: usize, b: usize, size: i32): f32 {
  let sum = f32x4.splat(0)
  for (; size >= 4; size -= 4, a += 16, b += 16) sum = fma(v128.load(a), v128.load(b), sum)
  if (size > 0) {
    const rest = firstLanes(size)
    sum = fma(v128.and(v128.load(a), rest), v128.and(v128.load(b), rest), sum)
  }
  return sumOfLanes(sum)
}

/** dv += share · d, dk += slope · q, dq += slope · k */
// @ts-expect-error: a decorator of the language
@inline
function addAll(
  d: usize,
  q: usize,
  k: usize,
  dv: usize,
  dk: usize,
  dq: usize,
  share: f32,
  slope: f32,
  size: i32,
): void {
  const shares = f32x4.splat(share)
  const slopes = f32x4.splat(slope)
  const end = d + ((<usize>(size & ~3)) << 2)
  for (; d < end; d += 16, q += 16, k += 16, dv += 16, dk += 16, dq += 16) {
    v128.store(dv, fma(v128.load(d), shares, v128.load(dv)))
    v128.store(dk, fma(v128.load(q), slopes, v128.load(dk)))
    v128.store(dq, fma(v128.load(k), slopes, v128.load(dq)))
  }
  const rest = size & 3
  if (rest == 0) return
  storeFirst(dv, fma(v128.load(d), shares, v128.load(dv)), rest)
  storeFirst(dk, fma(v128.load(q), slopes, v128.load(dk)), rest)
  storeFirst(dq, fma(v128.load(k), slopes, v128.load(dq)), rest)
}

/** In place, of the first `seen` entries; 0 behind them. */
// @ts-expect-error: a decorator of the language
@inline
function softmax(p: usize, seen: i32, bytes: usize): void {
  const lowest = f32x4.splat(-Infinity)
  let most = lowest
  for (let j: usize = 0, left = seen; j < bytes; j += 16, left -= 4)
    most = f32x4.max(most, v128.bitselect(v128.load(p + j), lowest, firstLanes(left)))
  const shift = f32x4.splat(maxOfLanes(most))
  let sums = f32x4.splat(0)
  for (let j: usize = 0, left = seen; j < bytes; j += 16, left -= 4) {
    const weight = v128.and(exp(f32x4.sub(v128.load(p + j), shift)), firstLanes(left))
    v128.store(p + j, weight)
    sums = f32x4.add(sums, weight)
  }
  const share = f32x4.splat(1 / sumOfLanes(sums))
  for (let j: usize = 0; j < bytes; j += 16) v128.store(p + j, f32x4.mul(v128.load(p + j), share))
}

/** out = Σ_j p_j v_j, sixteen entries at a time. */
// @ts-expect-error: a decorator of the language
@inline
function mix(out: usize, p: usize, v: usize, index: usize, step: i32, seen: i32, size: i32): void {
  for (; size >= 16; size -= 16, v += 64, out += 64) {
    let a = f32x4.splat(0)
    let b = a
    let c = a
    let d = a
    for (let j = 0; j < seen; j++) {
      const share = v128.load32_splat(p + ((<usize>j) << 2))
      const row = v + rowAt(index, j, step)
      a = fma(share, v128.load(row), a)
      b = fma(share, v128.load(row, 16), b)
      c = fma(share, v128.load(row, 32), c)
      d = fma(share, v128.load(row, 48), d)
    }
    v128.store(out, a)
    v128.store(out, b, 16)
    v128.store(out, c, 32)
    v128.store(out, d, 48)
  }
  for (; size > 0; size -= 4, v += 16, out += 16) {
    let sum = f32x4.splat(0)
    for (let j = 0; j < seen; j++)
      sum = fma(v128.load32_splat(p + ((<usize>j) << 2)), v128.load(v + rowAt(index, j, step)), sum)
    if (size >= 4) v128.store(out, sum)
    else storeFirst(out, sum, size)
  }
}

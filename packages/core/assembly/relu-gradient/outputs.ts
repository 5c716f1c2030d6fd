import { a, byNeurons, d, dp, leak, m, mp, NEURONS, n, np, outputs, ROW, table, U, V, W, X, y } from './memory'

// f(x_i) = x_i·v_i with v_i = leak Σ_k a_k w_k + Σ_{k active on i} (1 − leak) a_k w_k: a sum over a subset of neurons.
// For every five neurons all 32 sums are made once; a sample adds one from each table. Works in strips of columns, so
// that the sums stay in registers and the tables in the L1 cache: n m d / 10 additions of vectors of two, and as many
// loads.

/** Residuals f(x_i) − y_i into `outputs`; returns Σ r_i². */
export function residuals(): f64 {
  if (isNaN(scaleWeights())) return NaN
  memory.fill(outputs, 0, np * 8)
  let column: i32 = 0
  for (; column + 20 <= dp; column += 20) {
    makeTables(column, 10)
    addWide(column)
  }
  for (; column + 8 <= dp; column += 8) {
    makeTables(column, 4)
    addMiddle(column)
  }
  for (; column < dp; column += 2) {
    makeTables(column, 1)
    addNarrow(column)
  }
  let total: f64 = 0
  for (let i = 0; i < n; i++) {
    const r = load<f64>(outputs + (i << 3)) - load<f64>(y + (i << 3))
    store<f64>(outputs + (i << 3), r)
    total += r * r
  }
  return total
}

/**
 * u_k = (1 − leak) a_k w_k, and leak Σ a_k w_k. Returns NaN if a weight is not finite, otherwise 0: a neuron that is
 * active on no sample would hide it.
 */
function scaleWeights(): f64 {
  memory.fill(V, 0, dp * 8)
  const zero = f64x2.splat(0)
  let bad = zero
  let rest: f64 = 0
  for (let k = 0; k < m; k++) {
    const readout = load<f64>(a + (k << 3))
    const active = (1 - leak) * readout
    const always = f64x2.splat(leak * readout)
    const both = f64x2.splat(active)
    let w = W + k * d * 8
    let u = U + k * dp * 8
    const end = w + ((d & ~1) << 3)
    let v = V
    while (w < end) {
      const weights = v128.load(w)
      v128.store(u, f64x2.mul(both, weights))
      bad = f64x2.add(bad, f64x2.mul(zero, weights))
      if (leak != 0) v128.store(v, f64x2.add(v128.load(v), f64x2.mul(always, weights)))
      w += 16
      u += 16
      v += 16
    }
    if (d & 1) {
      const weight = load<f64>(w)
      store<f64>(u, active * weight)
      if (leak != 0) store<f64>(v, load<f64>(v) + leak * readout * weight)
      rest += 0 * weight
    }
    rest += 0 * readout
  }
  return rest + f64x2.extract_lane(bad, 0) + f64x2.extract_lane(bad, 1)
}

/** Sums of all subsets of each five neurons: row s of a group holds Σ over the bits j of s of u_{5g+j}. */
function makeTables(column: i32, width: i32): void {
  const row = <usize>ROW
  const stride = dp * 8
  for (let g = 0; g < mp / NEURONS; g++) {
    const u = U + g * NEURONS * stride + column * 8
    for (let v = 0; v < width; v++) {
      let at = table + g * 32 * ROW + v * 16
      const source = u + v * 16
      const s1 = v128.load(source)
      const s2 = v128.load(source + stride)
      const s4 = v128.load(source + 2 * stride)
      const s3 = f64x2.add(s1, s2)
      const s5 = f64x2.add(s1, s4)
      const s6 = f64x2.add(s2, s4)
      const s7 = f64x2.add(s3, s4)
      const fourth = v128.load(source + 3 * stride)
      const fifth = v128.load(source + 4 * stride)
      let more = f64x2.splat(0)
      for (let part = 0; part < 4; part++) {
        v128.store(at, more)
        v128.store(at + row, f64x2.add(more, s1))
        v128.store(at + 2 * row, f64x2.add(more, s2))
        v128.store(at + 3 * row, f64x2.add(more, s3))
        v128.store(at + 4 * row, f64x2.add(more, s4))
        v128.store(at + 5 * row, f64x2.add(more, s5))
        v128.store(at + 6 * row, f64x2.add(more, s6))
        v128.store(at + 7 * row, f64x2.add(more, s7))
        at += 8 * row
        more = part == 0 ? fourth : part == 1 ? fifth : f64x2.add(fourth, fifth)
      }
    }
  }
}

function addWide(column: i32): void {
  const groups = mp / NEURONS
  const stride = <usize>(np * 2)
  const v = V + column * 8
  const end = byNeurons + n * 2
  let x = X + column * 8
  let f = outputs
  for (let bits = byNeurons; bits < end; bits += 2) {
    let s0 = v128.load(v)
    let s1 = v128.load(v, 16)
    let s2 = v128.load(v, 32)
    let s3 = v128.load(v, 48)
    let s4 = v128.load(v, 64)
    let s5 = v128.load(v, 80)
    let s6 = v128.load(v, 96)
    let s7 = v128.load(v, 112)
    let s8 = v128.load(v, 128)
    let s9 = v128.load(v, 144)
    let at = table
    let b = bits
    for (let g = 0; g < groups; g++) {
      const row = at + <usize>load<u16>(b)
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
      b += stride
      at += 32 * ROW
    }
    s0 = f64x2.add(f64x2.mul(s0, v128.load(x)), f64x2.mul(s1, v128.load(x, 16)))
    s2 = f64x2.add(f64x2.mul(s2, v128.load(x, 32)), f64x2.mul(s3, v128.load(x, 48)))
    s4 = f64x2.add(f64x2.mul(s4, v128.load(x, 64)), f64x2.mul(s5, v128.load(x, 80)))
    s6 = f64x2.add(f64x2.mul(s6, v128.load(x, 96)), f64x2.mul(s7, v128.load(x, 112)))
    s8 = f64x2.add(f64x2.mul(s8, v128.load(x, 128)), f64x2.mul(s9, v128.load(x, 144)))
    s0 = f64x2.add(f64x2.add(f64x2.add(s0, s2), f64x2.add(s4, s6)), s8)
    store<f64>(f, load<f64>(f) + f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1))
    f += 8
    x += dp * 8
  }
}

function addMiddle(column: i32): void {
  const groups = mp / NEURONS
  const stride = <usize>(np * 2)
  const v = V + column * 8
  const end = byNeurons + n * 2
  let x = X + column * 8
  let f = outputs
  for (let bits = byNeurons; bits < end; bits += 2) {
    let s0 = v128.load(v)
    let s1 = v128.load(v, 16)
    let s2 = v128.load(v, 32)
    let s3 = v128.load(v, 48)
    let at = table
    let b = bits
    for (let g = 0; g < groups; g++) {
      const row = at + <usize>load<u16>(b)
      s0 = f64x2.add(s0, v128.load(row))
      s1 = f64x2.add(s1, v128.load(row, 16))
      s2 = f64x2.add(s2, v128.load(row, 32))
      s3 = f64x2.add(s3, v128.load(row, 48))
      b += stride
      at += 32 * ROW
    }
    s0 = f64x2.add(f64x2.mul(s0, v128.load(x)), f64x2.mul(s1, v128.load(x, 16)))
    s2 = f64x2.add(f64x2.mul(s2, v128.load(x, 32)), f64x2.mul(s3, v128.load(x, 48)))
    s0 = f64x2.add(s0, s2)
    store<f64>(f, load<f64>(f) + f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1))
    f += 8
    x += dp * 8
  }
}

function addNarrow(column: i32): void {
  const groups = mp / NEURONS
  const stride = <usize>(np * 2)
  const v = V + column * 8
  const end = byNeurons + n * 2
  let x = X + column * 8
  let f = outputs
  for (let bits = byNeurons; bits < end; bits += 2) {
    let sum = v128.load(v)
    let at = table
    let b = bits
    for (let g = 0; g < groups; g++) {
      sum = f64x2.add(sum, v128.load(at + <usize>load<u16>(b)))
      b += stride
      at += 32 * ROW
    }
    sum = f64x2.mul(sum, v128.load(x))
    store<f64>(f, load<f64>(f) + f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1))
    f += 8
    x += dp * 8
  }
}

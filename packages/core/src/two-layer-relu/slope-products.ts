import type { ReluWeights } from './network.ts'

/** Which neurons are active on which sample, eight to a byte, and sums over the neurons that pairs of samples share. */
export interface SlopeProducts {
  /** Shape [n, bytes]: bit k mod 8 of byte ⌊k/8⌋ is set where neuron k is active. */
  readonly active: Uint8Array
  readonly bytes: number
  /**
   * Σ_k D_ik D_jk, D = √η_w σ'(XWᵀ) diag(a): η_w Σ_k a_k² over neurons active on both, times leak (leak²) on one (on
   * neither).
   */
  product(i: number, j: number): number
}

/**
 * With sums of η_w a_k² over every subset of eight neurons in a table, a pair of samples takes one look-up per byte
 * instead of one multiply-add per neuron (one look-up of each kind if the leak is not 0).
 */
export function slopeProducts({ a, leak }: ReluWeights, rate: number, samples: number): SlopeProducts {
  const bytes = Math.ceil(a.length / 8)
  const active = new Uint8Array(samples * bytes)
  const sums = subsetSums(a, rate, bytes)
  const squaredLeak = leak * leak

  function ofActive(i: number, j: number): number {
    const [p, q] = [i * bytes, j * bytes]
    let sum = 0
    for (let b = 0; b < bytes; b++) sum += sums[(b << 8) | (active[p + b]! & active[q + b]!)]!
    return sum
  }

  function ofAll(i: number, j: number): number {
    const [p, q] = [i * bytes, j * bytes]
    let sum = 0
    for (let b = 0; b < bytes; b++) {
      const row = b << 8
      const x = active[p + b]!
      const y = active[q + b]!
      sum += sums[row | (x & y)]! + leak * sums[row | (x ^ y)]! + squaredLeak * sums[row | (~(x | y) & 255)]!
    }
    return sum
  }

  return { active, bytes, product: leak === 0 ? ofActive : ofAll }
}

/** rate · Σ a_k² over every subset of every eight neurons, shape [bytes, 256]. */
function subsetSums(a: ArrayLike<number>, rate: number, bytes: number): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(bytes << 8)
  for (let b = 0; b < bytes; b++)
    for (let bit = 0; bit < 8; bit++) {
      const readout = a[8 * b + bit] ?? 0
      const [row, size] = [b << 8, 1 << bit]
      for (let subset = 0; subset < size; subset++)
        sums[row + size + subset] = sums[row + subset]! + rate * readout * readout
    }
  return sums
}

/** The share of (sample, neuron) pairs whose activity differs. */
export function flippedShare(before: SlopeProducts, after: SlopeProducts, pairs: number): number {
  let flipped = 0
  for (let p = 0; p < before.active.length; p++)
    for (let bits = before.active[p]! ^ after.active[p]!; bits !== 0; bits &= bits - 1) flipped++
  return flipped / pairs
}

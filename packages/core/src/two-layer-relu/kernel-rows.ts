import type { Rates } from '../learning-rate.ts'
import { type ReluWeights, typed } from './network.ts'
import { ROWS, rowProducts } from './row-products.ts'
import { type SlopeProducts, slopeProducts } from './slope-products.ts'

/** Largest triangle that is kept, in entries: 8 MB, up to 1,413 samples. */
const KEPT = 1e6

/** The features that make up the tangent kernel of a two-layer network on n samples. */
export interface KernelFeatures {
  /** S = √η_a σ(XWᵀ), shape [n, m]. */
  readonly S: Float64Array<ArrayBuffer>
  /** D Dᵀ, D = √η_w σ'(XWᵀ) diag(a). */
  readonly slopes: SlopeProducts
}

/** Computes kernels on one set of inputs, a few rows at a time. */
export interface KernelRows {
  /** The features of a network; nmd multiply-adds, yielded as they are carried out. */
  features(network: ReluWeights): Generator<number, KernelFeatures, void>
  /** K_ij for rows from … to − 1 and j ≤ i, into [i − from, n]; returns the multiply-adds. */
  rows(features: KernelFeatures, from: number, to: number, into: Float64Array): number
  /** K_ii, length n. */
  diagonal(features: KernelFeatures): Float64Array<ArrayBuffer>
}

/**
 * K = S Sᵀ + (D Dᵀ) ∘ (X Xᵀ) of {@link KernelFeatures}: nm/8 look-ups and nm multiply-adds per row, and nd more where X
 * Xᵀ is too large to keep from one kernel to the next.
 */
export function kernelRows(X: Float64Array, samples: number, rate: Rates): KernelRows {
  const inputs = X.length / samples
  const inner = triangle(samples, (from, to, into) => {
    rowProducts(X, from, to, X, to, inputs, into, samples)
    return (to - from) * to * inputs
  })
  const [rootA, block] = [Math.sqrt(rate.a), new Float64Array(ROWS * samples)]

  function* features(network: ReluWeights): Generator<number, KernelFeatures, void> {
    const { a, leak } = network
    const m = a.length
    const W = typed(network.W)
    const S = new Float64Array(samples * m)
    const slopes = slopeProducts(network, rate.w, samples)
    const { active, bytes } = slopes
    for (let from = 0; from < samples; from += ROWS) {
      const to = Math.min(samples, from + ROWS)
      rowProducts(X, from, to, W, m, inputs, S.subarray(from * m), m)
      for (let i = from; i < to; i++)
        for (let k = 0; k < m; k++) {
          const z = S[i * m + k]!
          const isActive = z >= 0
          if (isActive) active[i * bytes + (k >> 3)]! |= 1 << (k & 7)
          S[i * m + k] = rootA * (isActive ? z : leak * z)
        }
      yield (to - from) * m * inputs
    }
    return { S, slopes }
  }

  function rows({ S, slopes }: KernelFeatures, from: number, to: number, into: Float64Array): number {
    const m = S.length / samples
    const work = inner(from, to, block)
    rowProducts(S, from, to, S, to, m, into, samples)
    for (let i = from; i < to; i++) {
      const row = (i - from) * samples
      for (let j = 0; j <= i; j++) into[row + j] = into[row + j]! + slopes.product(i, j) * block[row + j]!
    }
    return work + (to - from) * to * (m + slopes.bytes)
  }

  function diagonal({ S, slopes }: KernelFeatures): Float64Array<ArrayBuffer> {
    const m = S.length / samples
    return Float64Array.from({ length: samples }, (_, i) => {
      let features = 0
      let squared = 0
      for (let k = i * m; k < (i + 1) * m; k++) features += S[k]! * S[k]!
      for (let j = i * inputs; j < (i + 1) * inputs; j++) squared += X[j]! * X[j]!
      return features + slopes.product(i, i) * squared
    })
  }

  return { features, rows, diagonal }
}

/** Writes rows from … to − 1 of a symmetric matrix, j ≤ i, into [i − from, n]; returns the multiply-adds. */
export type FillRows = (from: number, to: number, into: Float64Array) => number

/**
 * The same rows, computed only once where the triangle is small enough to keep. Blocks must be the same at every call.
 */
export function triangle(samples: number, fill: FillRows): FillRows {
  const entries = (samples * (samples + 1)) / 2
  if (entries > KEPT) return fill
  const kept = new Float64Array(entries)
  let known = 0
  return (from, to, into) => {
    const work = from < known ? 0 : fill(from, to, into)
    for (let i = from; i < to; i++) {
      const [row, at] = [(i - from) * samples, (i * (i + 1)) / 2]
      if (work > 0) kept.set(into.subarray(row, row + i + 1), at)
      else for (let j = 0; j <= i; j++) into[row + j] = kept[at + j]!
    }
    known = Math.max(known, to)
    return work
  }
}

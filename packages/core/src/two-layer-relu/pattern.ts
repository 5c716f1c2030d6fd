import { requireFiniteList, requireNumbers, rowsOf } from '../door/list.ts'
import { LazyrichError } from '../errors.ts'
import { type ReluWeights, requireNetwork } from './network.ts'

/**
 * Which neurons are active on which sample: 1 where w_kᵀx_i ≥ 0 (σ'(0) = 1), otherwise 0; shape [n, m], row-major.
 *
 * Source: arXiv 2406.06158, section 4.
 *
 * @param X inputs, shape [n, d], row-major.
 * @throws LazyrichError where X or W does not hold rows of one length, or an entry is not finite.
 * @example
 * activationPattern({ W: [1, 0, 0, 1], a: [1, 1], leak: 0 }, [2, -1, -3, 4]) // Uint8Array [1, 0, 0, 1]
 */
export function activationPattern(network: ReluWeights, X: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const { inputs: d } = requireNetwork(network)
  const { W, a } = network
  const m = a.length
  const pattern = new Uint8Array(rowsOf('X', X, d, 'as network.W has') * m)
  for (let p = 0; p < pattern.length; p++) {
    const [i, k] = [Math.floor(p / m) * d, (p % m) * d]
    let z = 0
    for (let j = 0; j < d; j++) z += W[k + j]! * X[i + j]!
    pattern[p] = z >= 0 ? 1 : 0
  }
  return pattern
}

/**
 * The Hamming distance of two activation patterns: the share of entries that differ, from 0 to 1. Source: arXiv
 * 2406.06158, section 4.
 *
 * @param before a pattern from {@link activationPattern}, any shape, entry by entry.
 * @param after one of the same shape.
 * @throws LazyrichError for lengths that differ, patterns that are empty, entries that are not finite numbers.
 * @example
 * hammingDistance([1, 0, 0, 1], [1, 1, 0, 1]) // 0.25
 */
export function hammingDistance(before: ArrayLike<number>, after: ArrayLike<number>): number {
  requireNumbers('before', before)
  requireFiniteList('after', after)
  if (before.length !== after.length)
    throw new LazyrichError(
      `before has ${before.length} entries, after has ${after.length}: the same number is accepted`,
    )
  let flipped = 0
  for (let p = 0; p < before.length; p++) flipped += before[p] === after[p] ? 0 : 1
  return flipped / before.length
}

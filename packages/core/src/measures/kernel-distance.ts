import { requireMeasured } from '../door/list.ts'
import { LazyrichError } from '../errors.ts'
import { scaledBy, unitOf } from '../power-of-two.ts'
import { largestEntry } from '../vector.ts'

/** Sums over the entries of two kernels, K₀ brought to the size of K_t by c = {@link commonScale}. */
export interface KernelSums {
  /** Σ (K_t − cK₀)². */
  readonly difference: number
  /** Σ (K_t − cK₀)(K_t + cK₀). */
  readonly cross: number
  /** Σ (cK₀)². */
  readonly squaredBefore: number
  /** Σ K_t². */
  readonly squaredAfter: number
}

/**
 * S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖), computed from differences so that lazy runs (S near 1e-5) keep their digits:
 *
 *     S = (‖K_t − cK₀‖² − g²)/(2‖K_t‖‖cK₀‖),   g = ‖K_t‖ − ‖cK₀‖ = ⟨K_t − cK₀, K_t + cK₀⟩/(‖K_t‖ + ‖cK₀‖)
 *
 * NaN where a kernel is 0 or not finite.
 */
export function distanceOf({ difference, cross, squaredBefore, squaredAfter }: KernelSums): number {
  const before = Math.sqrt(squaredBefore)
  const after = Math.sqrt(squaredAfter)
  const gap = cross / (after + before)
  return Math.max(0, (difference - gap * gap) / (2 * after * before))
}

/**
 * 1 for kernels of similar size, so that nothing is rounded; otherwise the power of two nearest to the ratio of their
 * sizes. S does not depend on scale, but its differences lose ε ‖K_t‖/‖cK₀‖.
 */
export function commonScale(ratio: number): number {
  return ratio > 2 || ratio < 0.5 ? 2 ** Math.round(Math.log2(ratio)) : 1
}

/**
 * The kernel distance S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖) between two kernels of the same inputs, from 0 (the kernel kept its
 * direction: lazy) to 1. Accumulated from differences in float64; 6 multiply-adds per entry, no memory.
 *
 * Source: arXiv 2406.06158, section 2 (after Fort et al. 2020).
 *
 * @example
 * kernelDistance([1, 0, 0, 1], [2, 0, 0, 2]) // 0, as only the size has changed
 * kernelDistance([1, 0, 0, 1], [1, 0, 0, 0]) // 0.29289…, 1 − 1/√2
 *
 * @param before K₀, any shape, entry by entry.
 * @param after K_t, of the same shape.
 * @returns S; NaN where a kernel is 0 or not finite.
 * @throws LazyrichError for anything but two lists of numbers of one length; nested lists are not flattened.
 */
export function kernelDistance(before: ArrayLike<number>, after: ArrayLike<number>): number {
  requireMeasured('before', before)
  requireMeasured('after', after)
  if (before.length !== after.length)
    throw new LazyrichError(
      `after has length ${after.length}, before has length ${before.length}: equal lengths are accepted`,
    )
  const [squares0, squaresT] = [sumOfSquares(before), sumOfSquares(after)]
  // Squares out of range: S does not depend on the size of either.
  if (!(inRange(squares0) && inRange(squaresT)) && largestEntry(before) < Infinity && largestEntry(after) < Infinity) {
    const [unit0, unitT] = [unitOf(before), unitOf(after)]
    if (unit0 !== 1 || unitT !== 1) return kernelDistance(scaledBy(unit0, before), scaledBy(unitT, after))
  }
  const c = commonScale(Math.sqrt(squaresT / squares0))
  let difference = 0
  let cross = 0
  let squaredBefore = 0
  let squaredAfter = 0
  for (let p = 0; p < before.length; p++) {
    const k0 = c * before[p]!
    const kt = after[p]!
    difference += (kt - k0) * (kt - k0)
    cross += (kt - k0) * (kt + k0)
    squaredBefore += k0 * k0
    squaredAfter += kt * kt
  }
  return distanceOf({ difference, cross, squaredBefore, squaredAfter })
}

const inRange = (squares: number): boolean => squares > 1e-280 && squares < 1e280

function sumOfSquares(values: ArrayLike<number>): number {
  let sum = 0
  for (let p = 0; p < values.length; p++) sum += values[p]! * values[p]!
  return sum
}

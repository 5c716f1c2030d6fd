import { largestEntry } from './vector.ts'

/**
 * A power of two that brings numbers as large as `largest` near 1, so that their fourth powers neither overflow nor
 * underflow; `usual` where they are of moderate size over it already, so that numbers of similar size share one scale.
 * Dividing by it rounds nothing.
 */
export function powerOfTwo(largest: number, usual = 1): number {
  const size = largest / usual
  if (!(largest > 0) || (size > 2 ** -100 && size < 2 ** 100)) return usual
  return powerBelow(largest)
}

/** The list divided by a power of two from {@link powerOfTwo}, or itself where that is 1. */
export function scaledBy(scale: number, values: ArrayLike<number>): ArrayLike<number> {
  return scale === 1 ? values : Float64Array.from(values, (entry) => entry / scale)
}

/** A power of two near the largest entry of the lists, by which they can be divided without rounding; 1 where all are 0. */
export function unitOf(...lists: readonly ArrayLike<number>[]): number {
  let largest = 0
  for (const list of lists) largest = Math.max(largest, largestEntry(list))
  return largest === 0 ? 1 : powerBelow(largest)
}

/** The power of two just below a number > 0. Below 2^−1022 its inverse, above 2^1023 itself would be infinite. */
function powerBelow(largest: number): number {
  return 2 ** Math.min(1023, Math.max(-1022, Math.floor(Math.log2(largest))))
}

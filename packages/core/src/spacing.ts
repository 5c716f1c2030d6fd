import { requireFinite, requireIndex, requirePositive, requireWhole } from './door/number.ts'

/** Lists are shorter than this. */
const MOST = 2 ** 32

/**
 * Numbers from `first` to `last`, evenly spaced; `first` alone where one is asked for.
 *
 * @example
 * linearSpaced(-1, 1, 5) // [-1, -0.5, 0, 0.5, 1]
 *
 * @throws LazyrichError for ends that are not finite and a count that is no whole number above 0.
 */
export function linearSpaced(first: number, last: number, count: number): number[] {
  requireFinite('first', first)
  requireFinite('last', last)
  requireWhole('count', count)
  requireIndex('count', count, MOST)
  const way = last - first
  return Array.from({ length: count }, (_, i) => {
    if (count === 1) return first
    const whole = way * i // shares of both ends are finite where the way overflows
    return Number.isFinite(whole)
      ? first + whole / (count - 1)
      : first * (1 - i / (count - 1)) + last * (i / (count - 1))
  })
}

/**
 * Numbers from `first` to `last`, each the same multiple of the one before, to six digits.
 *
 * @example
 * logSpaced(0.1, 10, 3) // [0.1, 1, 10]
 *
 * @throws LazyrichError for ends that are not positive and a count that is no whole number above 0.
 */
export function logSpaced(first: number, last: number, count: number): number[] {
  requirePositive('first', first)
  requirePositive('last', last)
  return linearSpaced(Math.log(first), Math.log(last), count).map((log) => Number(Math.exp(log).toPrecision(6)))
}

/** Entry k of `count` numbers from −reach to reach, evenly spaced, as far from 0 on either side. */
export function symmetricSpaced(reach: number, count: number, k: number): number {
  return reach * ((2 * k) / (count - 1) - 1)
}

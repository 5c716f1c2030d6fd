import { readFileSync } from 'node:fs'

/** Reads a file of test/golden. */
export function golden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8')) as T
}

/** The largest difference between two lists, relative to the largest entry of `expected` (absolute where that is 0). */
export function relativeError(actual: ArrayLike<number>, expected: readonly number[]): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY
  const largest = expected.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
  let worst = 0
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i] - expected[i])
    if (!(error <= worst)) worst = error // NaN is kept
  }
  return largest === 0 ? worst : worst / largest
}

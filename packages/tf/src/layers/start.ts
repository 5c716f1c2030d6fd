import type { RandomStream } from '@lazyrich/core/random'

/** Fills a parameter at the start; the same draws whatever α is. */
export type Start = (random: RandomStream, into: Float32Array) => void

/** N(0, σ²). */
export function normal(sigma: number): Start {
  return (random, into) => {
    for (let p = 0; p < into.length; p++) into[p] = sigma * random.normal()
  }
}

/** U(−limit, limit). */
export function uniform(limit: number): Start {
  return (random, into) => {
    for (let p = 0; p < into.length; p++) into[p] = limit * (2 * random.uniform() - 1)
  }
}

/** The same number everywhere; draws nothing. */
export function constant(value: number): Start {
  return (_random, into) => void into.fill(value)
}

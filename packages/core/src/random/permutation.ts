import { requireIndex } from '../door/number.ts'
import { type RandomStream, requireStream } from './stream.ts'

/**
 * A random order of 0 … count − 1, each as likely as the others, by Fisher and Yates.
 *
 * @example
 * permutation(randomStream(0, 'batches'), 3).sort() // Uint32Array [0, 1, 2]
 *
 * @param count a whole number from 0 to 2³² − 1.
 * @throws LazyrichError for any other count, and what is no stream.
 */
export function permutation(random: RandomStream, count: number): Uint32Array<ArrayBuffer> {
  requireStream(random)
  requireIndex('count', count, 2 ** 32)
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1))
    const swapped = order[i]!
    order[i] = order[j]!
    order[j] = swapped
  }
  return order
}

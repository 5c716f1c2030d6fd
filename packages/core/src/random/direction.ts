import { LazyrichError } from '../errors.ts'
import type { RandomStream } from './stream.ts'

/**
 * Fills `into` with a vector that is uniform on the unit sphere.
 *
 * @param into length d; written over.
 * @example
 * const x = new Float64Array(2)
 * unitVector(randomStream(0, 'data'), x)
 * Math.hypot(...x) // 1
 *
 * @throws LazyrichError for an empty buffer.
 */
export function unitVector(random: RandomStream, into: Float64Array): void {
  if (into.length === 0) throw new LazyrichError('into is empty: a length of at least 1 is accepted')
  for (let j = 0; j < into.length; j++) into[j] = random.normal()
  const length = Math.hypot(...into)
  for (let j = 0; j < into.length; j++) into[j] = into[j]! / length
}

/**
 * Unit vectors, one after another from {@link unitVector}: inputs on the circle (length 2) or the sphere.
 *
 * @example
 * const X = unitVectors(randomStream(0, 'data'), 3, 2)
 * Math.hypot(X[4], X[5]) // 1
 *
 * @param count of vectors.
 * @param length of each, at least 1.
 * @returns shape [count, length], row-major.
 * @throws LazyrichError for a length of 0.
 */
export function unitVectors(random: RandomStream, count: number, length: number): Float64Array {
  const vectors = new Float64Array(count * length)
  for (let i = 0; i < count; i++) unitVector(random, vectors.subarray(i * length, (i + 1) * length))
  return vectors
}

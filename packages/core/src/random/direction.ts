import { requireBuffer } from '../door/buffer.ts'
import { requireIndex, requireWhole } from '../door/number.ts'
import { type RandomStream, requireStream } from './stream.ts'

/** More entries than this no list has. */
const MOST = 2 ** 32

/**
 * Fills `into` with a vector that is uniform on the unit sphere.
 *
 * @param into length d; written over.
 * @example
 * const x = new Float64Array(2)
 * unitVector(randomStream(0, 'data'), x)
 * Math.hypot(...x) // 1
 *
 * @throws LazyrichError for anything but a Float64Array of at least one number, and what is no stream.
 */
export function unitVector(random: RandomStream, into: Float64Array): void {
  requireStream(random)
  requireBuffer('into', into, 1)
  fill(random, into)
}

function fill(random: RandomStream, into: Float64Array): void {
  for (let j = 0; j < into.length; j++) into[j] = random.normal()
  const length = lengthOf(into)
  for (let j = 0; j < into.length; j++) into[j] = into[j]! / length
}

/**
 * Unit vectors, one after another from {@link unitVector}: inputs on the circle (length 2) or the sphere.
 *
 * @example
 * const X = unitVectors(randomStream(0, 'data'), 3, 2)
 * Math.hypot(...X.subarray(4)) // 1
 *
 * @param count how many vectors, a whole number ≥ 0.
 * @param length of each, at least 1.
 * @returns shape [count, length], row-major.
 * @throws LazyrichError for a count or length that is no such number, and what is no stream.
 */
export function unitVectors(random: RandomStream, count: number, length: number): Float64Array<ArrayBuffer> {
  requireStream(random)
  requireIndex('count', count, MOST)
  requireWhole('length', length)
  requireIndex('length', length, MOST)
  const vectors = new Float64Array(count * length)
  for (let i = 0; i < count; i++) fill(random, vectors.subarray(i * length, (i + 1) * length))
  return vectors
}

/**
 * √Σ x_i², with the rounding of each sum carried on (Kahan): to the last digit what `Math.hypot` of V8 gives, which
 * takes no more than some hundred thousand numbers, and whose digits are each engine's own.
 */
function lengthOf(vector: Float64Array): number {
  let largest = 0
  for (const entry of vector) largest = Math.max(largest, Math.abs(entry))
  let sum = 0
  let lost = 0
  for (const entry of vector) {
    const share = entry / largest
    const square = share * share - lost
    const more = sum + square
    lost = more - sum - square
    sum = more
  }
  return Math.sqrt(sum) * largest
}

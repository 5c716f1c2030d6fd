import type { RightHandSide } from '../integrate/solver.ts'

/**
 * For every weight of a state, a power of two (so that scaling rounds nothing) near the root mean square of its part;
 * for a part of zeros, the smallest of the others.
 *
 * @param parts views that make up a state, one after another.
 */
export function unitsOf(parts: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const sizes = parts.map((part) => {
    let largest = 0
    for (const entry of part) largest = Math.max(largest, Math.abs(entry))
    if (largest === 0) return 0
    let sum = 0
    for (const entry of part) sum += (entry / largest) ** 2
    return 2 ** Math.round(Math.log2(largest * Math.sqrt(sum / part.length)))
  })
  const least = sizes.reduce((least, size) => (size > 0 && size < least ? size : least), Number.POSITIVE_INFINITY)
  return Float64Array.from(
    parts.flatMap((part, l) => Array.from(part, () => sizes[l]! || (least === Number.POSITIVE_INFINITY ? 1 : least))),
  )
}

/**
 * A flow of weights in units of `units`: tolerances then hold part by part, so that layers of very different size all
 * keep their digits.
 */
export function scaledFlow(flow: RightHandSide, units: Float64Array): RightHandSide {
  const state = new Float64Array(units.length)
  return (t, y, into) => {
    for (let p = 0; p < state.length; p++) state[p] = y[p]! * units[p]!
    flow(t, state, into)
    for (let p = 0; p < state.length; p++) into[p] = into[p]! / units[p]!
  }
}

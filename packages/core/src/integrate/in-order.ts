import { requireTimes } from '../door/list.ts'

/** Times in the order in which a flow comes to them. */
export interface InOrder {
  /** Ascending. */
  readonly times: Float64Array<ArrayBuffer>
  /** Where each of them stands in the list that was given. */
  readonly places: Uint32Array
}

/** Sorts times that were asked for in any order; equal ones keep theirs. Throws unless they are finite and ≥ 0. */
export function inOrder(times: ArrayLike<number>): InOrder {
  requireTimes(times)
  const count = times.length
  const places = new Uint32Array(count)
  const ascending = new Float64Array(count)
  let isAscending = true
  for (let i = 0; i < count; i++) {
    places[i] = i
    isAscending &&= i === 0 || times[i]! >= times[i - 1]!
  }
  if (!isAscending) places.sort((i, j) => times[i]! - times[j]! || i - j)
  for (let i = 0; i < count; i++) ascending[i] = times[places[i]!]! // Float64Array.from takes as long as a step
  return { times: ascending, places }
}

import { requireTimes } from '../door/list.ts'

/** Times in the order in which a flow comes to them. */
export interface InOrder {
  /** Ascending. */
  readonly times: Float64Array
  /** Where each of them stands in the list that was given. */
  readonly places: Uint32Array
}

/** Sorts times that were asked for in any order; equal ones keep theirs. Throws unless they are finite and ≥ 0. */
export function inOrder(times: ArrayLike<number>): InOrder {
  requireTimes(times)
  const places = Uint32Array.from({ length: times.length }, (_, i) => i)
  for (let i = 1; i < times.length; i++)
    if (times[i]! < times[i - 1]!) {
      places.sort((i, j) => times[i]! - times[j]! || i - j)
      break
    }
  return { times: Float64Array.from(places, (place) => times[place]!), places }
}

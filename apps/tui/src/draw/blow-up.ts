import type { ScaleKind } from './scale.ts'

/** A run that ended in NaN or Infinity has blown up if it had grown this many times beyond what came before, or 1. */
const AFTER_NAN = 1e3
/** A run that is still finite, if it has grown this many times: honest quantities of one run do not span as much. */
const STILL_FINITE = 1e9

/** How far the picture follows the last climb, in sizes of what came before: half of a linear axis, a decade. */
const FOLLOWED = { linear: 2, log: 10 } as const

/**
 * The index from which a run's values are its final blow-up, which a scale is to leave out, so that what came before
 * keeps its picture; `length` if there is none.
 *
 * The rule: the last finite value is absurd beside the largest before the final climb (and beside 1, so that escaping
 * from a plateau at rounding noise is no blow-up), and nothing comes back after it. The final climb is found backwards
 * from the end, as long as sizes fall (with a factor of 2 of patience, as signs and sizes of a diverging run alternate).
 * A spike that comes back, a jump of eight decades, an exponential escape to finite values all count as data. Costs
 * O(1) for ordinary values.
 */
export function blowUpStart(y: ArrayLike<number>, length: number, kind: ScaleKind): number {
  let end = length
  while (end > 0 && !Number.isFinite(y[end - 1]!)) end--
  const factor = end < length ? AFTER_NAN : STILL_FINITE
  const last = end > 0 ? Math.abs(y[end - 1]!) : 0
  if (!(last > factor)) return length
  let foot = end - 1
  for (let i = end - 2; i >= 0 && Math.abs(y[i]!) <= 2 * Math.abs(y[foot]!); i--)
    if (Math.abs(y[i]!) <= Math.abs(y[foot]!)) foot = i
  let size = 0
  for (let i = 0; i <= foot; i++) if (Number.isFinite(y[i]!)) size = Math.max(size, Math.abs(y[i]!))
  if (last <= factor * Math.max(1, size)) return length
  let start = foot + 1
  while (start < end && Math.abs(y[start]!) <= FOLLOWED[kind] * size) start++
  return start
}

import { refuse, requireNumber } from '../../door.ts'
import { TfError } from '../../errors.ts'
import type { Schedule } from './schedule.ts'

/** A step and the rate there. */
export type Knot = readonly [step: number, rate: number]

/**
 * Straight lines from knot to knot; before the first and after the last knot the rate stays what it is there. One knot
 * is a constant.
 *
 * @example
 * piecewiseLinear([[0, 0], [5, 0.4], [24, 0]])(2.5) // 0.2, that of `filters` over its epochs
 *
 * @throws TfError unless there is a knot, all numbers are finite, and the steps rise.
 */
export function piecewiseLinear(knots: readonly Knot[]): Schedule {
  if (!Array.isArray(knots) || knots.length === 0) refuse('knots', knots, 'a list of at least one knot, [step, rate],')
  for (const [k, knot] of knots.entries()) {
    if (!Array.isArray(knot) || knot.length !== 2) refuse(`knots[${k}]`, knot, 'a pair, [step, rate],')
    const [step, rate] = knot
    requireNumber(`step of knots[${k}]`, step)
    requireNumber(`rate of knots[${k}]`, rate)
    const before = knots[k - 1]
    if (before && before[0] >= step)
      throw new TfError(`knots[${k}] is at step ${step}, the one before at ${before[0]}: steps that rise are accepted`)
  }
  return (step) => {
    const next = knots.findIndex(([at]) => at > step)
    if (next < 0) return knots.at(-1)![1]
    if (next === 0) return knots[0]![1]
    const [from, low] = knots[next - 1]!
    const [to, high] = knots[next]!
    return low + ((high - low) * (step - from)) / (to - from)
  }
}

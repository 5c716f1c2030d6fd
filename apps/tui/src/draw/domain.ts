import type { Domain, ScaleKind } from './scale.ts'
import { SLACK, wishFor } from './ticks.ts'

/** Nothing seen yet: the smallest interval, which every value extends. */
export const EMPTY: Domain = [Infinity, -Infinity]

/** Whether the axis can show the value. Not 0 on a log axis; its place at the low end is for x alone. */
export const isShown = (kind: ScaleKind, value: number): boolean =>
  value > (kind === 'log' ? 0 : -Infinity) && value < Infinity

/** A domain that can be divided by: not empty, positive for a log scale, wide enough to tell its ends apart. */
export function widen(kind: ScaleKind, [low, high]: Domain): Domain {
  if (kind === 'log') {
    const from = Math.max(low, 1e-306)
    const to = Math.min(high, 1e307)
    if (!(from <= to)) return [1, 10]
    return to / from > 1 + 1e-9 ? [from, to] : [from / 10, from * 10]
  }
  if (!(low <= high)) return [0, 1]
  const magnitude = Math.max(Math.abs(low), Math.abs(high))
  // One value, or nearly: it sits halfway between 0 and its double, and rounding errors are not blown up to a curve.
  if (magnitude < 1e-300) return [0, 1]
  if (high / magnitude - low / magnitude > 1e-12) return [low, high]
  return low > 0 ? [0, Math.min(2 * low, Number.MAX_VALUE)] : [Math.max(2 * low, -Number.MAX_VALUE), 0]
}

/** Widens a domain to round ends, so that the axis holds still while the data grow. */
export function roundOut(kind: ScaleKind, domain: Domain, count: number): Domain {
  const [low, high] = domain
  if (kind === 'log') {
    return [
      Number(`1e${Math.max(-306, Math.floor(Math.log10(low) + 1e-9))}`),
      Number(`1e${Math.min(308, Math.ceil(Math.log10(high) - 1e-9))}`),
    ]
  }
  // Not d3's `nice`: it widens again as the span grows, to where the curve fills half of the chart.
  const step = wishFor(domain, count)?.step
  if (!step) return domain
  const multiple = (of: number): number => Number((of * step).toPrecision(12))
  return [multiple(Math.floor(low / step + SLACK)), multiple(Math.ceil(high / step - SLACK))]
}

/** How much longer a log axis may become for its decades to lie evenly on the rows. */
const LONGER = 1.25

/**
 * A log domain that reaches a little lower, so that 1, 2 or 3 decades take a whole number of `rows`: its labels are then
 * evenly spaced. The same domain where that would cost too much of the height.
 */
export function onRows([low, high]: Domain, rows: number): Domain {
  const decades = Math.log10(high / low)
  const gaps = rows - 1
  for (const stride of [1, 2, 3]) {
    const taken = Math.floor((stride * gaps) / decades + 1e-9)
    const longer = (stride * gaps) / taken
    if (taken >= 1 && longer <= LONGER * decades) return [Math.max(1e-307, high * 10 ** -longer), high]
  }
  return [low, high]
}

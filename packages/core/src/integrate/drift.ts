import { requireFunction } from '../door/function.ts'
import { requireFiniteList } from '../door/list.ts'

/** How far conserved quantities have moved from their start: the visible error of an integration. */
export interface Drift {
  /** The largest |c_i(t) − c_i(0)| over the quantities and the accepted steps. */
  readonly absolute: number
  /** The same relative to the largest |c_i(0)|; Infinity where all start at 0 and one has moved. */
  readonly relative: number
}

/** Follows quantities from their values at `y0`. */
export function watchDrift(
  conserved: (y: Float64Array) => ArrayLike<number>,
  y0: Float64Array,
): { readonly largest: Drift; follow(y: Float64Array): void } {
  requireFunction('conserved', conserved)
  const first = conserved(y0)
  requireFiniteList('conserved(y0)', first)
  const start = Float64Array.from(first)
  const size = start.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
  let absolute = 0
  return {
    get largest() {
      return { absolute, relative: absolute === 0 ? 0 : absolute / size }
    },
    follow(y) {
      const now = conserved(y)
      for (let i = 0; i < start.length; i++) absolute = Math.max(absolute, Math.abs(now[i]! - start[i]!))
    },
  }
}

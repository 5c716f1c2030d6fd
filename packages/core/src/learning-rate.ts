import { isObject, requireOptions } from './door/fields.ts'
import { requirePositive } from './door/number.ts'
import { refuse } from './door/refuse.ts'
import { LazyrichError } from './errors.ts'

/** The rates of the readout and of the input weights, each above 0. */
export interface Rates {
  readonly a: number
  readonly w: number
}

/** Learning rates of a two-layer network: one number for both layers, or `{ a, w }`; 1 where it is left out. */
export type LearningRate = number | Rates

/** Both layers learn equally fast. */
export const UNIT_RATE: Rates = /* @__PURE__ */ Object.freeze({ a: 1, w: 1 })

const NAMES = { a: true, w: true } as const

/** The rates of both layers, copied; throws a LazyrichError unless they are finite and above 0. */
export function requireRates(learningRate: LearningRate = UNIT_RATE, name = 'learningRate'): Rates {
  if (learningRate === UNIT_RATE) return UNIT_RATE
  if (typeof learningRate === 'number') {
    requirePositive(name, learningRate)
    return { a: learningRate, w: learningRate }
  }
  if (!isObject(learningRate)) refuse(name, learningRate, 'a number or { a, w }')
  requireOptions(name, learningRate, NAMES)
  const { a, w } = learningRate
  requirePositive(`${name}.a`, a)
  requirePositive(`${name}.w`, w)
  return { a, w }
}

/**
 * Throws a LazyrichError unless a network has these rates, or none of its own: a kernel at other rates is not to be compared
 * with the start's.
 */
export function requireSameRates(own: LearningRate | undefined, start: Rates): void {
  if (own === undefined) return
  const { a, w } = requireRates(own)
  if (a !== start.a || w !== start.w)
    throw new LazyrichError(
      `learningRate is { a: ${a}, w: ${w} }: the start's, { a: ${start.a}, w: ${start.w} }, is accepted`,
    )
}

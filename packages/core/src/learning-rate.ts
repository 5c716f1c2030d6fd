import { requireOptions } from './door/fields.ts'
import { requirePositive } from './door/number.ts'

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
  if (typeof learningRate !== 'object') {
    requirePositive(name, learningRate)
    return { a: learningRate, w: learningRate }
  }
  requireOptions(name, learningRate, NAMES)
  const { a, w } = learningRate
  requirePositive(`${name}.a`, a)
  requirePositive(`${name}.w`, w)
  return { a, w }
}

import type { Properties } from '../kit/address.ts'
import { choiceProperty, numberProperty, toDecimals, toDigits } from '../kit/properties.ts'
import type { Domain } from '../kit/scale.ts'
import { wholeNumberProperty } from '../kit/whole-number.ts'

/** What the reader chooses. */
export interface RaceState {
  /** The seed of everything random: teacher, inputs, directions. */
  readonly seed: number
  /** |δ|: upstream starts with δ = delta, downstream with −delta. */
  readonly delta: number
  /** The scale of the start, |a|‖w‖ = τ². */
  readonly tau: number
  readonly speed: Speed
}

/** Frames a second; undefined is as fast as it goes. */
export const PACES = { slow: 6, medium: 20, fast: 60, full: undefined } as const

export type Speed = keyof typeof PACES

export const DELTA_RANGE: Domain = [0, 2]
export const TAU_RANGE: Domain = [0.02, 2]
export const LARGEST_SEED = 2 ** 32 - 1

export const roundDelta = toDecimals(2)
export const roundTau = toDigits(3)

/** The state as it stands in the address. */
export const properties: Properties<RaceState> = {
  seed: wholeNumberProperty('seed', 0, [0, LARGEST_SEED]),
  delta: numberProperty('delta', 1, DELTA_RANGE, roundDelta),
  tau: numberProperty('tau', 0.1, TAU_RANGE, roundTau),
  speed: choiceProperty('speed', 'medium', ['slow', 'medium', 'fast', 'full']),
}

import type { Properties } from '../kit/address.ts'
import type { Point } from '../kit/plane.ts'
import { choiceProperty, numberProperty, pointProperty, toDecimals, toDigits } from '../kit/properties.ts'
import type { Domain } from '../kit/scale.ts'

/** What the reader chooses. */
export interface ExplorerState {
  /** β₀ = a₀w₀. */
  readonly beta0: Point
  /** β*. */
  readonly target: Point
  /** δ = a² − ‖w‖². */
  readonly delta: number
  /** When all views stand, in units of 1/η (learning rate 1). */
  readonly time: number
  /** The sign of a at the start. */
  readonly sign: 'positive' | 'negative'
  /** Whether paths of other δ are shown beside. */
  readonly compare: 'no' | 'yes'
}

/** How far β₀ and β* may go, on either axis. */
export const REACH = 1.5
export const DELTA_RANGE: Domain = [-10, 10]
export const TIME_RANGE: Domain = [0.01, 1000]

/** Coordinates finer than that no screen shows. */
export const roundCoordinate = toDecimals(3)
export const roundDelta = toDecimals(2)
export const roundTime = toDigits(4)

const START: Point = [-1, 0]
const TARGET: Point = [0, 1]

/** The state as it stands in the address. */
export const properties: Properties<ExplorerState> = {
  beta0: pointProperty('beta0', START, [-REACH, REACH], roundCoordinate),
  target: pointProperty('target', TARGET, [-REACH, REACH], roundCoordinate),
  delta: numberProperty('delta', -4, DELTA_RANGE, roundDelta),
  time: numberProperty('time', 1, TIME_RANGE, roundTime),
  sign: choiceProperty('sign', 'positive', ['positive', 'negative']),
  compare: choiceProperty('compare', 'no', ['no', 'yes']),
}

export const defaults: ExplorerState = {
  beta0: properties.beta0.default,
  target: properties.target.default,
  delta: properties.delta.default,
  time: properties.time.default,
  sign: properties.sign.default,
  compare: properties.compare.default,
}

/** The nearest point that β₀ and β* may take. */
export function nearestPoint([x, y]: Point): Point {
  const within = (coordinate: number): number => roundCoordinate(Math.min(Math.max(coordinate, -REACH), REACH))
  return [within(x), within(y)]
}

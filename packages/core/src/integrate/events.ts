import { type Names, requireOptions } from '../door/fields.ts'
import { requireFunction } from '../door/function.ts'
import { requireList } from '../door/list.ts'
import { requireFlag } from '../door/number.ts'
import { refuse } from '../door/refuse.ts'
import { shown } from '../door/shown.ts'
import { LazyrichError } from '../errors.ts'
import type { Integrator } from './solver.ts'

/** A function of time and state whose changes of sign are sought: a loss that is reached, a sign that turns. */
export interface EventFunction {
  /** g(t, y), continuous; `y` is only lent. NaN crosses nothing. */
  readonly value: (t: number, y: Float64Array) => number
  /** 1: only where g rises through 0; −1: only where it falls; 0 or left out: both. */
  readonly direction?: 1 | 0 | -1 | undefined
  /** Ends the integration there. */
  readonly stop?: boolean | undefined
}

/** A change of sign that was found. */
export interface EventCrossing {
  /** Which of the event functions. */
  readonly index: number
  readonly t: number
  readonly y: Float64Array<ArrayBuffer>
}

const NAMES: Names<EventFunction> = { value: true, direction: true, stop: true }

/** Follows the signs of event functions along the steps of an integrator. */
export interface EventWatch {
  /** The crossings within the last step in the order of time, without those after the first that stops. */
  take(integrator: Integrator): EventCrossing[]
}

/**
 * Watches for sign changes from step to step. g = 0 at the start is no crossing; two crossings of the same function
 * within one step cancel and are missed.
 */
export function watchEvents(events: readonly EventFunction[], { t, y }: Integrator): EventWatch {
  requireList('events', events, 'objects with a value')
  const before = Array.from(events, (event, i) => {
    requireOptions(`events[${i}]`, event, NAMES)
    const { value, direction = 0, stop = false } = event
    requireFunction(`events[${i}].value`, value)
    requireFlag(`events[${i}].stop`, stop)
    if (![1, 0, -1].includes(direction)) refuse(`events[${i}].direction`, direction, '1, 0 or −1')
    const first = value(t, y)
    if (typeof first !== 'number')
      throw new LazyrichError(`events[${i}].value gives ${shown(first)}: a number is accepted`)
    return first
  })
  return {
    take(integrator) {
      const found: EventCrossing[] = []
      events.forEach(({ value, direction = 0 }, index) => {
        const [left, right] = [before[index]!, value(integrator.t, integrator.y)]
        before[index] = right
        const crossing = left < 0 && right >= 0 ? 1 : left > 0 && right <= 0 ? -1 : 0
        if (crossing === 0 || direction === -crossing) return
        const state = new Float64Array(integrator.y.length)
        found.push({ index, t: locate(integrator, value, left, right, state), y: state })
      })
      found.sort((one, other) => one.t - other.t)
      const end = found.findIndex(({ index }) => events[index]!.stop)
      return end < 0 ? found : found.slice(0, end + 1)
    },
  }
}

/**
 * The time of a change of sign within the last step, to rounding, by the Illinois form of regula falsi on the dense
 * output (each value a few multiply-adds a component); the state there is left in `state`.
 */
function locate(
  integrator: Integrator,
  value: EventFunction['value'],
  left: number,
  right: number,
  state: Float64Array,
): number {
  let [low, high] = [integrator.from, integrator.t]
  if (right === 0) low = high
  for (let k = 0; k < 100 && high - low > 1e-15 * Math.abs(high); k++) {
    const secant = (low * right - high * left) / (right - left)
    const middle = k < 60 && secant > low && secant < high ? secant : low + (high - low) / 2
    if (middle === low || middle === high) break
    integrator.interpolate(middle, state)
    const g = value(middle, state)
    if (g === 0) {
      low = high = middle
    } else if (g < 0 === left < 0) {
      ;[low, left, right] = [middle, g, right / 2]
    } else {
      ;[high, right, left] = [middle, g, left / 2]
    }
  }
  if (high === integrator.t) state.set(integrator.y)
  else integrator.interpolate(high, state)
  return high
}

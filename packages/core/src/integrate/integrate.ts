import { LazyrichError } from '../errors.ts'
import { createIntegrator, type IntegratorCounts, type IntegratorOptions, type RightHandSide } from './integrator.ts'

export interface IntegrateOptions extends IntegratorOptions {
  /** Accepted steps at most; 1e6 if left out. */
  readonly maxSteps?: number
}

/** States at the times that were asked for. */
export interface Trajectory {
  /** Row i is the state at times[i]: shape [times.length, y0.length]. Rows that were not reached are NaN. */
  readonly states: Float64Array
  /** How many of the times were reached. */
  readonly reached: number
  /** `complete`; `budget`: the step budget is used up; `singular`: no step is small enough. */
  readonly reason: 'complete' | 'budget' | 'singular'
  readonly counts: IntegratorCounts
}

/**
 * Integrates dy/dt = f(t, y) from t = 0 and gives the state at each of `times` (ascending, ≥ 0), landing on them: no
 * interpolation error is added.
 *
 * @throws LazyrichError for times that are negative, not finite or not ascending.
 */
export function integrate(
  f: RightHandSide,
  y0: ArrayLike<number>,
  times: ArrayLike<number>,
  options: IntegrateOptions = {},
): Trajectory {
  requireAscending(times)
  const { maxSteps = 1e6 } = options
  const integrator = createIntegrator(f, 0, y0, options)
  const n = y0.length
  const states = new Float64Array(times.length * n).fill(Number.NaN)
  for (let i = 0; i < times.length; i++) {
    while (integrator.t < times[i]!) {
      const reason = integrator.counts.accepted < maxSteps ? 'singular' : 'budget'
      if (reason === 'budget' || !integrator.step(times[i]!))
        return { states, reached: i, reason, counts: integrator.counts }
    }
    states.set(integrator.y, i * n)
  }
  return { states, reached: times.length, reason: 'complete', counts: integrator.counts }
}

/** Throws unless `times` are finite and ≥ 0. */
export function requireTimes(times: ArrayLike<number>): void {
  for (let i = 0; i < times.length; i++)
    if (!(times[i]! >= 0 && times[i]! < Infinity))
      throw new LazyrichError(`times[${i}] is ${times[i]}: a finite number ≥ 0 is accepted`)
}

/** Throws unless `times` are finite, ≥ 0 and ascending (equal neighbours are fine). */
export function requireAscending(times: ArrayLike<number>): void {
  requireTimes(times)
  for (let i = 0; i < times.length; i++) {
    if (i > 0 && times[i]! < times[i - 1]!)
      throw new LazyrichError(`times[${i}] is ${times[i]}, after ${times[i - 1]}: ascending times are accepted`)
  }
}

import { LazyrichError, requireFinite, requireFiniteList, requirePositive } from '../errors.ts'
import { dormandPrince } from './dormand-prince.ts'
import type { Tableau } from './tableau.ts'

/** dy/dt = f(t, y): writes the derivative into `into`. */
export type RightHandSide = (t: number, y: Float64Array, into: Float64Array) => void

export interface IntegratorOptions {
  /** Relative tolerance of each component; 1e-8 if left out. */
  readonly rtol?: number
  /** Absolute tolerance of each component; 1e-10 if left out. */
  readonly atol?: number
  readonly method?: Tableau
}

/** What an integrator has done so far. */
export interface IntegratorCounts {
  readonly accepted: number
  readonly rejected: number
  readonly evaluations: number
}

/** A solver in the middle of a flow: one step at a time, with the solution in between. */
export interface Integrator {
  /** The time reached. */
  readonly t: number
  /** The state there; a view that the next step overwrites. */
  readonly y: Float64Array
  /** Where the last step began: {@link interpolate} accepts times from here to `t`. */
  readonly from: number
  readonly counts: IntegratorCounts
  /**
   * Takes one accepted step, not beyond `limit`. False, with `t` and `y` as they were, where no step is small enough:
   * the state is no longer finite, or the problem is singular.
   */
  step(limit: number): boolean
  /**
   * The solution at a time within the last step, by the method's continuous extension.
   *
   * @throws LazyrichError for a time outside it.
   */
  interpolate(t: number, into: Float64Array): void
  /** All that going on bit for bit needs, for {@link resumeIntegrator}. */
  state(): Float64Array
}

const SAFETY = 0.9
const LEAST = 0.2
const MOST = 10
const HEAD = 8

/**
 * An adaptive Runge-Kutta integrator: the root mean square of error / (atol + rtol |y|) is kept below 1, the step size
 * follows a proportional-integral controller (Hairer, Nørsett, Wanner II.4 and IV.2: exponents 0.7/k and 0.4/k).
 *
 * @throws LazyrichError for tolerances that are not positive or a start that is not finite.
 */
export function createIntegrator(
  f: RightHandSide,
  t0: number,
  y0: ArrayLike<number>,
  options: IntegratorOptions = {},
): Integrator {
  requireFinite('t0', t0)
  requireFiniteList('y0', y0)
  return build(f, options, t0, Float64Array.from(y0), undefined)
}

/** How many numbers `state()` holds for a problem of that dimension. */
export function stateLength(dimension: number): number {
  return HEAD + 7 * dimension
}

/** An integrator that goes on where `state()` was taken, with the same right-hand side and options. */
export function resumeIntegrator(f: RightHandSide, state: Float64Array, options: IntegratorOptions = {}): Integrator {
  const dimension = (state.length - HEAD) / 7
  if (!Number.isInteger(dimension)) throw new LazyrichError(`state has length ${state.length}: 8 + 7·d is accepted`)
  return build(f, options, state[0]!, state.slice(HEAD, HEAD + dimension), state)
}

function build(
  f: RightHandSide,
  { rtol = 1e-8, atol = 1e-10, method = dormandPrince }: IntegratorOptions,
  t0: number,
  y: Float64Array,
  resumed: Float64Array | undefined,
): Integrator {
  requirePositive('rtol', rtol)
  requirePositive('atol', atol)
  const n = y.length
  const { a, c, e, d, order } = method
  const stages = c.length
  const k = Array.from({ length: stages }, () => new Float64Array(n))
  const trial = new Float64Array(n)
  const error = new Float64Array(n)
  const dense = Array.from({ length: 5 }, () => new Float64Array(n))
  let t = t0
  let from = t0
  let width = 0
  let h = 0
  let lastError = 1
  const counts = { accepted: 0, rejected: 0, evaluations: 0 }

  if (resumed) {
    ;[t, from, width, h, lastError] = resumed as unknown as [number, number, number, number, number]
    counts.accepted = resumed[5]!
    counts.evaluations = resumed[6]!
    counts.rejected = resumed[7]!
    k[0]!.set(resumed.subarray(HEAD + n, HEAD + 2 * n))
    dense.forEach((row, i) => {
      row.set(resumed.subarray(HEAD + (2 + i) * n, HEAD + (3 + i) * n))
    })
  } else {
    evaluate(t, y, k[0]!)
    h = initialStep()
  }

  function evaluate(time: number, state: Float64Array, into: Float64Array): void {
    f(time, state, into)
    counts.evaluations++
  }

  /** √(mean (v_i / (atol + rtol max(|y_i|, |trial_i|)))²). */
  function size(v: Float64Array, other: Float64Array): number {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const scale = atol + rtol * Math.max(Math.abs(y[i]!), Math.abs(other[i]!))
      sum += (v[i]! / scale) ** 2
    }
    return Math.sqrt(sum / n)
  }

  /** Hairer, Nørsett, Wanner II.4: a step of which an explicit Euler step changes the state by about 1 %. */
  function initialStep(): number {
    const d0 = size(y, y)
    const d1 = size(k[0]!, y)
    let guess = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : (0.01 * d0) / d1
    for (let i = 0; i < n; i++) trial[i] = y[i]! + guess * k[0]![i]!
    evaluate(t + guess, trial, k[1]!)
    for (let i = 0; i < n; i++) trial[i] = k[1]![i]! - k[0]![i]!
    const d2 = size(trial, y) / guess
    const most = Math.max(d1, d2)
    const second = most <= 1e-15 ? Math.max(1e-6, guess * 1e-3) : (0.01 / most) ** (1 / (order + 1))
    guess = Math.min(100 * guess, second)
    return Number.isFinite(guess) && guess > 0 ? guess : 1e-12
  }

  /** stages · n · (stages + 1)/2 multiply-adds and `stages − 1` evaluations; returns the error in units of tolerance. */
  function attempt(step: number): number {
    for (let s = 1; s < stages; s++) {
      const row = a[s]!
      for (let i = 0; i < n; i++) {
        let sum = 0
        for (let j = 0; j < s; j++) sum += row[j]! * k[j]![i]!
        trial[i] = y[i]! + step * sum
      }
      evaluate(t + c[s]! * step, trial, k[s]!)
    }
    for (let i = 0; i < n; i++) {
      let sum = 0
      for (let j = 0; j < stages; j++) sum += e[j]! * k[j]![i]!
      error[i] = step * sum
    }
    return size(error, trial)
  }

  function accept(step: number): void {
    const last = k[stages - 1]!
    for (let i = 0; i < n; i++) {
      const change = trial[i]! - y[i]!
      const slope = step * k[0]![i]! - change
      let sum = 0
      for (let j = 0; j < stages; j++) sum += d[j]! * k[j]![i]!
      dense[0]![i] = y[i]!
      dense[1]![i] = change
      dense[2]![i] = slope
      dense[3]![i] = change - step * last[i]! - slope
      dense[4]![i] = step * sum
      y[i] = trial[i]!
    }
    k[0]!.set(last)
    counts.accepted++
  }

  return {
    get t() {
      return t
    },
    y,
    get from() {
      return from
    },
    counts,
    step(limit) {
      if (!(limit > t)) return false
      let rejected = false
      for (;;) {
        const last = t + h * (1 + 1e-9) >= limit
        const step = last ? limit - t : h
        if (!last && !(step > Math.abs(t) * 1e-15 && step > 1e-290)) return false
        const error = attempt(step)
        if (!(error <= 1)) {
          counts.rejected++
          rejected = true
          h = step * (Number.isFinite(error) ? Math.max(LEAST, SAFETY * error ** (-1 / order)) : LEAST)
          continue
        }
        accept(step)
        from = t
        t = last ? limit : t + step
        width = t - from
        const factor = SAFETY * Math.max(error, 1e-10) ** (-0.7 / order) * lastError ** (0.4 / order)
        const grown = step * Math.min(rejected ? 1 : MOST, Math.max(LEAST, factor))
        h = last ? Math.max(h, grown) : grown // a step cut short by the limit says nothing against the longer one
        lastError = Math.max(error, 1e-4)
        return true
      }
    },
    interpolate(time, into) {
      if (!(time >= from && time <= t))
        throw new LazyrichError(`time is ${time}: the last step, from ${from} to ${t}, is accepted`)
      const theta = width === 0 ? 0 : (time - from) / width
      const rest = 1 - theta
      for (let i = 0; i < n; i++)
        into[i] =
          width === 0
            ? y[i]!
            : dense[0]![i]! +
              theta * (dense[1]![i]! + rest * (dense[2]![i]! + theta * (dense[3]![i]! + rest * dense[4]![i]!)))
    },
    state() {
      const state = new Float64Array(stateLength(n))
      state.set([t, from, width, h, lastError, counts.accepted, counts.evaluations, counts.rejected])
      state.set(y, HEAD)
      state.set(k[0]!, HEAD + n)
      dense.forEach((row, i) => {
        state.set(row, HEAD + (2 + i) * n)
      })
      return state
    },
  }
}

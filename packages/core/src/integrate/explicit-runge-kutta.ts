import { LazyrichError } from '../errors.ts'
import { packState, unpackState } from './packed-state.ts'
import type { Integrator, RightHandSide, Solver, SolverSettings } from './solver.ts'
import { firstStep, scaledSize, vanishes } from './step-size.ts'
import type { Tableau } from './tableau.ts'

const SAFETY = 0.9
const LEAST = 0.2
const MOST = 10
const HEAD = 8

/**
 * A solver of a tableau. The step size follows a proportional-integral controller (Hairer, Nørsett, Wanner II.4 and
 * IV.2: exponents 0.7/k and 0.4/k). What only the dense output needs is evaluated when it is first asked for.
 */
export function explicitRungeKutta(tableau: Tableau): Tableau & Solver {
  const rows = 4 + tableau.d.length
  return {
    ...tableau,
    stateLength: (dimension) => HEAD + (2 + rows) * dimension,
    begin: (f, t0, y0, settings, resumed) => begin(tableau, f, t0, y0, settings, resumed),
  }
}

function begin(
  { a, c, e, e2, d, order, extra = 0 }: Tableau,
  f: RightHandSide,
  t0: number,
  y: Float64Array,
  settings: SolverSettings,
  resumed: Float64Array | undefined,
): Integrator {
  const n = y.length
  const stages = c.length - extra
  /** The stages of the step that is tried, and those of the last that was accepted. */
  let k = c.map(() => new Float64Array(n))
  let kept = c.map(() => new Float64Array(n))
  const next = new Float64Array(n)
  const trial = new Float64Array(n)
  const error = new Float64Array(n)
  const dense = Array.from({ length: 4 + d.length }, () => new Float64Array(n))
  let t = t0
  let from = t0
  let h = 0
  let lastError = 1
  /** Errors below this let the step grow as much as it may. */
  const least = 10 ** (-2 * order)
  let failure: Integrator['failure']
  /** The dense output of the last step is there, and its evaluations are counted. */
  let ready = true
  let counted = 1
  const counts = { accepted: 0, rejected: 0, evaluations: 0 }

  if (resumed) {
    const numbers = unpackState(resumed, HEAD, [y, next, ...dense]) as [number, number, number, number, number]
    ;[t, from, counted, h, lastError] = numbers
    counts.accepted = resumed[5]!
    counts.evaluations = resumed[6]!
    counts.rejected = resumed[7]!
  } else {
    f(t, y, next)
    h = firstStep(y, next, order, settings, (step, into) => {
      for (let i = 0; i < n; i++) trial[i] = y[i]! + step * next[i]!
      f(t + step, trial, into)
    })
    counts.evaluations = 2
    dense[0]!.set(y)
  }

  /** Evaluates stages `first` to `last` − 1; the state of the last of them is left in `trial`. */
  function evaluate(
    k: Float64Array[],
    first: number,
    last: number,
    origin: Float64Array,
    at: number,
    step: number,
  ): void {
    for (let s = first; s < last; s++) {
      const row = a[s]!
      for (let i = 0; i < n; i++) {
        let sum = 0
        for (let j = 0; j < s; j++) sum += row[j]! * k[j]![i]!
        trial[i] = origin[i]! + step * sum
      }
      f(at + c[s]! * step, trial, k[s]!)
    }
  }

  function estimate(weights: readonly number[], step: number): number {
    for (let i = 0; i < n; i++) {
      let sum = 0
      for (let j = 0; j < stages; j++) sum += weights[j]! * k[j]![i]!
      error[i] = step * sum
    }
    return scaledSize(error, y, trial, settings)
  }

  /** stages · n · (stages + 1)/2 multiply-adds, `stages − 1` evaluations; gives the error in units of tolerance. */
  function attempt(step: number): number {
    k[0]!.set(next)
    evaluate(k, 1, stages, y, t, step)
    counts.evaluations += stages - 1
    const first = estimate(e, step)
    return e2 && first > 0 ? first ** 2 / Math.sqrt(first ** 2 + 0.01 * estimate(e2, step) ** 2) : first
  }

  function accept(step: number): void {
    const last = k[stages - 1]!
    for (let i = 0; i < n; i++) {
      const change = trial[i]! - y[i]!
      const slope = step * next[i]! - change
      dense[0]![i] = y[i]!
      dense[1]![i] = change
      dense[2]![i] = slope
      dense[3]![i] = change - step * last[i]! - slope
      y[i] = trial[i]!
    }
    next.set(last)
    ;[k, kept] = [kept, k]
    counts.accepted++
    counted = extra ? 0 : 1
    ready = false
  }

  /** The rows of the dense output that need the stages of the last step. */
  function finish(): void {
    if (ready) return
    ready = true
    const step = t - from
    evaluate(kept, stages, stages + extra, dense[0]!, from, step)
    for (let r = 0; r < d.length; r++) {
      const row = d[r]!
      for (let i = 0; i < n; i++) {
        let sum = 0
        for (let j = 0; j < row.length; j++) sum += row[j]! * kept[j]![i]!
        dense[4 + r]![i] = step * sum
      }
    }
  }

  return {
    get t() {
      return t
    },
    y,
    get from() {
      return from
    },
    get failure() {
      return failure
    },
    counts,
    step(limit) {
      if (!(limit > t)) return false
      let rejected = false
      let finite = true
      for (;;) {
        const last = t + h * (1 + 1e-9) >= limit
        const step = last ? limit - t : h
        if (!last && vanishes(step, t)) {
          failure = finite ? 'singular' : 'non-finite'
          return false
        }
        const size = attempt(step)
        finite = Number.isFinite(size)
        if (!(size <= 1)) {
          counts.rejected++
          rejected = true
          h = step * (finite ? Math.max(LEAST, SAFETY * size ** (-1 / order)) : LEAST)
          continue
        }
        accept(step)
        from = t
        t = last ? limit : t + step
        const factor = SAFETY * Math.max(size, least) ** (-0.7 / order) * lastError ** (0.4 / order)
        const grown = step * Math.min(rejected ? 1 : MOST, Math.max(LEAST, factor))
        h = last ? Math.max(h, grown) : grown // a step cut short by the limit says nothing against the longer one
        lastError = Math.max(size, 1e-4)
        return true
      }
    },
    interpolate(time, into) {
      if (!(time >= from && time <= t))
        throw new LazyrichError(`time is ${time}: the last step, from ${from} to ${t}, is accepted`)
      if (!counted) {
        counts.evaluations += extra
        counted = 1
      }
      finish()
      if (t === from) return into.set(y)
      const theta = (time - from) / (t - from)
      const rest = 1 - theta
      for (let i = 0; i < n; i++) {
        let sum = 0
        for (let r = dense.length - 1; r > 0; r--) sum = (sum + dense[r]![i]!) * (r & 1 ? theta : rest)
        into[i] = dense[0]![i]! + sum
      }
    },
    state() {
      finish()
      const { accepted, evaluations, rejected } = counts
      return packState([t, from, counted, h, lastError, accepted, evaluations, rejected], [y, next, ...dense])
    },
  }
}

import type { RightHandSide, Solver, SolverSettings } from './solver.ts'
import { proportionalIntegral } from './step-control.ts'
import { firstStep, scaledSize } from './step-size.ts'
import { type Course, firstSlope, type Stepper, solverOf } from './stepping.ts'
import type { Tableau } from './tableau.ts'

const LIMITS = { safety: 0.9, least: 0.2, most: 10 }

interface TableauCourse extends Course {
  /** 1 where the evaluations of the last step's dense output are counted, 0 where not. */
  counted: number
}

/** A solver of a tableau. What only the dense output needs is evaluated when it is first asked for. */
export function explicitRungeKutta(tableau: Tableau): Tableau & Solver {
  const solver = solverOf<TableauCourse>({
    ...tableau,
    head: ['t', 'from', 'counted', 'h', 'lastError', 'accepted', 'evaluations', 'rejected'],
    rows: 2 + tableau.d.length + 4,
    control: proportionalIntegral(tableau.order, LIMITS),
    course: (common) => ({ ...common, lastError: 1, counted: 1 }),
    open: (f, course, y, settings) => open(tableau, f, course, y, settings),
  })
  return { ...tableau, ...solver }
}

function open(
  { a, c, e, e2, d, order, extra = 0 }: Tableau,
  f: RightHandSide,
  course: TableauCourse,
  y: Float64Array,
  settings: SolverSettings,
): Stepper {
  const n = y.length
  const stages = c.length - extra
  /** The stages of the step that is tried, and those of the last that was accepted. */
  let k = c.map(() => new Float64Array(n))
  let kept = c.map(() => new Float64Array(n))
  const next = new Float64Array(n)
  const trial = new Float64Array(n)
  const error = new Float64Array(n)
  const dense = Array.from({ length: 4 + d.length }, () => new Float64Array(n))
  /** Whether the dense output of the last step has been computed. */
  let ready = true

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
    evaluate(k, 1, stages, y, course.t, step)
    course.counts.evaluations += stages - 1
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
    course.counted = extra ? 0 : 1
    ready = false
  }

  /** The rows of the dense output that need the stages of the last step. */
  function complete(): void {
    if (ready) return
    ready = true
    const { from } = course
    const step = course.t - from
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
    rows: [y, next, ...dense],
    start() {
      const { t, counts } = course
      firstSlope(f, t, y, next)
      counts.evaluations = 2
      dense[0]!.set(y)
      return firstStep(y, next, order, settings, (step, into) => {
        for (let i = 0; i < n; i++) trial[i] = y[i]! + step * next[i]!
        f(t + step, trial, into)
      })
    },
    attempt,
    accept,
    complete,
    interpolate(time, into) {
      if (!course.counted) {
        course.counts.evaluations += extra
        course.counted = 1
      }
      complete()
      const { from, t } = course
      if (t === from) return into.set(y)
      const theta = (time - from) / (t - from)
      const rest = 1 - theta
      for (let i = 0; i < n; i++) {
        let sum = 0
        for (let r = dense.length - 1; r > 0; r--) sum = (sum + dense[r]![i]!) * (r & 1 ? theta : rest)
        into[i] = dense[0]![i]! + sum
      }
    },
  }
}

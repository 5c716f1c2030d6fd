import { type ChebyshevStages, chebyshevStages, MOST_STAGES, stagesFor, stretchOf } from './rkc-stages.ts'
import type { RightHandSide, Solver, SolverSettings } from './solver.ts'
import { spectralRadius } from './spectral-radius.ts'
import { shrinkBy } from './step-control.ts'
import { scaledSize } from './step-size.ts'
import { type Course, firstSlope, type Stepper, solverOf } from './stepping.ts'

const LIMITS = { safety: 0.8, least: 0.1, most: 10 }
/** Accepted steps after which the spectral radius is estimated again. */
const STALE = 25

interface ChebyshevCourse extends Course {
  /** Length of the last step whose error steers the next; 0 before the first. */
  lastWidth: number
  /** An upper estimate of ρ, and the accepted steps since it was made. */
  radius: number
  age: number
}

/**
 * The stabilized second-order method of Sommeijer, Shampine and Verwer: as many stages of Chebyshev's recursion as the
 * step and the spectral radius ρ of ∂f/∂y ask for, s ≈ √(1.54 h ρ), so that a stiff step costs √(hρ) evaluations where
 * other explicit methods take hρ/3. For problems whose stiff part decays without oscillating (eigenvalues near the
 * negative real axis: diffusion, gradient flow), at tolerances of 1e-2 to 1e-6; nothing is factored, and no Jacobian is
 * needed. Also where f jumps a little, as at the kinks of piecewise linear networks: methods of high order struggle.
 *
 * Source: Sommeijer, Shampine, Verwer, RKC: an explicit solver for parabolic PDEs, J. Comput. Appl. Math. 88 (1998).
 *
 * @example
 * const decay: RightHandSide = (_t, y, into) => { into[0] = -1000 * (y[0]! - 1) }
 * const options = { solver: rungeKuttaChebyshev, rtol: 1e-4, atol: 1e-4 }
 * integrate(decay, [0], [1, 10], options).counts.evaluations // 526, where dormandPrince takes 18,230
 */
export const rungeKuttaChebyshev: Solver = solverOf<ChebyshevCourse>({
  name: 'Runge-Kutta-Chebyshev',
  reference: 'Sommeijer, Shampine, Verwer, RKC: an explicit solver for parabolic PDEs, JCAM 88 (1998)',
  order: 2,
  denseOrder: 2,
  head: ['t', 'from', 'h', 'lastWidth', 'lastError', 'radius', 'age', 'accepted', 'rejected', 'evaluations'],
  rows: 5,
  control: { shrink: shrinkBy(3, LIMITS), follow },
  course: (common) => ({ ...common, lastWidth: 0, radius: 0, age: 0 }),
  open,
})

/** 11 multiply-adds per component and stage besides f; s evaluations a step, since f at its start is known already. */
function open(f: RightHandSide, course: ChebyshevCourse, y: Float64Array, settings: SolverSettings): Stepper {
  const n = y.length
  /** f at y, and where the last step began: y and f there. */
  const slope = new Float64Array(n)
  const before = new Float64Array(n)
  const slopeBefore = new Float64Array(n)
  /** The direction of the largest eigenvalue, as far as it is known. */
  const direction = new Float64Array(n)
  let older = new Float64Array(n)
  let newer = new Float64Array(n)
  let spare = new Float64Array(n)
  const rate = new Float64Array(n)
  const error = new Float64Array(n)
  const sets = new Map<number, ChebyshevStages>()

  function evaluate(at: number, state: Float64Array, into: Float64Array): void {
    f(at, state, into)
    course.counts.evaluations++
  }

  function measureRadius(): void {
    const { t, radius } = course
    course.radius = spectralRadius((state, into) => evaluate(t, state, into), y, slope, direction, settings, radius)
    course.age = 0
  }

  /** A step at which explicit Euler's error is 1 % of the tolerance, at most a time constant; one evaluation. */
  function firstWidth(): number {
    const { t, radius } = course
    const trial = radius > 0 ? 1 / radius : 1
    for (let i = 0; i < n; i++) newer[i] = y[i]! + trial * slope[i]!
    evaluate(t + trial, newer, rate)
    for (let i = 0; i < n; i++) error[i] = trial * (rate[i]! - slope[i]!)
    const size = scaledSize(error, y, newer, settings)
    const width = size > 0.01 ? (0.1 * trial) / Math.sqrt(size) : trial
    return Number.isFinite(width) && width > 0 ? width : 1e-12
  }

  /** Takes the stages that the width asks for: writes the state into `newer`, f there into `rate`. */
  function attempt(width: number): number {
    const { t } = course
    const stages = stagesFor(width * course.radius)
    let set = sets.get(stages)
    if (!set) {
      set = chebyshevStages(stages)
      sets.set(stages, set)
    }
    const { first, mu, nu, muTilde, gamma, c } = set
    older.set(y)
    for (let i = 0; i < n; i++) newer[i] = y[i]! + first * width * slope[i]!
    for (let j = 2; j <= stages; j++) {
      evaluate(t + c[j - 1]! * width, newer, rate)
      const [m, v] = [mu[j]!, nu[j]!]
      const [p, q] = [muTilde[j]! * width, gamma[j]! * width]
      for (let i = 0; i < n; i++)
        spare[i] = (1 - m - v) * y[i]! + m * newer[i]! + v * older[i]! + p * rate[i]! + q * slope[i]!
      ;[older, newer, spare] = [newer, spare, older]
    }
    evaluate(t + width, newer, rate)
    for (let i = 0; i < n; i++) error[i] = 0.8 * (y[i]! - newer[i]!) + 0.4 * width * (slope[i]! + rate[i]!)
    return scaledSize(error, y, newer, settings)
  }

  function accept(): void {
    before.set(y)
    slopeBefore.set(slope)
    y.set(newer)
    slope.set(rate)
    course.age++
  }

  return {
    rows: [y, slope, before, slopeBefore, direction],
    start() {
      firstSlope(f, course.t, y, slope)
      course.counts.evaluations++
      before.set(y)
      slopeBefore.set(slope)
      measureRadius()
      return firstWidth()
    },
    prepare() {
      if (course.age >= STALE) measureRadius()
    },
    longest: () => stretchOf(MOST_STAGES) / course.radius,
    attempt,
    accept,
    reject() {
      // A failed step may have been longer than a grown radius allows.
      if (course.age > 0) measureRadius()
    },
    interpolate(time, into) {
      const { from, t } = course
      if (t === from) return into.set(y)
      // Hermite's cubic.
      const width = t - from
      const x = (time - from) / width
      const [start, end] = [(1 + 2 * x) * (1 - x) ** 2, x * x * (3 - 2 * x)]
      const [out, back] = [x * (1 - x) ** 2 * width, x * x * (x - 1) * width]
      for (let i = 0; i < n; i++) into[i] = start * before[i]! + end * y[i]! + out * slopeBefore[i]! + back * slope[i]!
    },
  }
}

/** Proportional control at first, then with the step before. */
function follow(course: ChebyshevCourse, step: number, size: number, _rejected: boolean, last: boolean): void {
  const { safety, least, most } = LIMITS
  const { lastWidth, lastError } = course
  const error = Math.max(size, 1e-10)
  const alone = safety * error ** (-1 / 3)
  const both = lastWidth === 0 ? alone : ((safety * step) / lastWidth) * (lastError ** (1 / 3) / error ** (2 / 3))
  const grown = step * Math.min(most, Math.max(least, Math.min(alone, both)))
  // Cut short by the limit, so it says nothing about the next ones.
  if (last && step < course.h) {
    course.h = Math.max(course.h, grown)
    return
  }
  course.h = grown
  course.lastError = error
  course.lastWidth = step
}

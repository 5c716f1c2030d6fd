import { LazyrichError } from '../errors.ts'
import { packState, unpackState } from './packed-state.ts'
import { type ChebyshevStages, chebyshevStages, MOST_STAGES, stagesFor, stretchOf } from './rkc-stages.ts'
import type { Integrator, RightHandSide, Solver, SolverSettings } from './solver.ts'
import { spectralRadius } from './spectral-radius.ts'
import { scaledSize, vanishes } from './step-size.ts'

const SAFETY = 0.8
const LEAST = 0.1
const MOST = 10
/** Accepted steps after which the spectral radius is estimated anew. */
const STALE = 25
const HEAD = 10

/**
 * The stabilized second-order method of Sommeijer, Shampine and Verwer: as many stages of Chebyshev's recursion as the
 * step and the spectral radius ρ of ∂f/∂y ask for, s ≈ √(1.54 h ρ), so that a stiff step costs √(hρ) evaluations where
 * other explicit methods take hρ/3. For problems whose stiff part decays without oscillating (eigenvalues near the
 * negative real axis: diffusion, gradient flow), at tolerances of 1e-2 to 1e-6; nothing is factored, no Jacobian asked
 * for. Also where f jumps a little, as at the kinks of piecewise linear networks, which methods of high order fight.
 *
 * Source: Sommeijer, Shampine, Verwer, RKC: an explicit solver for parabolic PDEs, J. Comput. Appl. Math. 88 (1998).
 *
 * @example
 * const decay = (_t, y, into) => { into[0] = -1000 * (y[0] - 1) }
 * const options = { solver: rungeKuttaChebyshev, rtol: 1e-4, atol: 1e-4 }
 * integrate(decay, [0], [1, 10], options).counts.evaluations // 526, where dormandPrince takes 18,230
 */
export const rungeKuttaChebyshev: Solver = {
  name: 'Runge-Kutta-Chebyshev',
  reference: 'Sommeijer, Shampine, Verwer, RKC: an explicit solver for parabolic PDEs, JCAM 88 (1998)',
  order: 2,
  denseOrder: 2,
  stateLength: (dimension) => HEAD + 5 * dimension,
  begin,
}

/** 11 multiply-adds a component and stage besides f; s evaluations a step, f at its start is known from the one before. */
function begin(
  f: RightHandSide,
  t0: number,
  y: Float64Array,
  settings: SolverSettings,
  resumed?: Float64Array | undefined,
): Integrator {
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
  let t = t0
  let from = t0
  let h = 0
  let lastWidth = 0
  let lastError = 0
  let radius = 0
  let age = 0
  let failure: Integrator['failure']
  const counts = { accepted: 0, rejected: 0, evaluations: 0 }
  const rows = [y, slope, before, slopeBefore, direction]

  if (resumed) {
    const numbers = unpackState(resumed, HEAD, rows) as [number, number, number, number, number, number, number]
    ;[t, from, h, lastWidth, lastError, radius, age] = numbers
    counts.accepted = resumed[7]!
    counts.rejected = resumed[8]!
    counts.evaluations = resumed[9]!
  } else {
    evaluate(t, y, slope)
    before.set(y)
    slopeBefore.set(slope)
    measureRadius()
    h = firstWidth()
  }

  function evaluate(at: number, state: Float64Array, into: Float64Array): void {
    f(at, state, into)
    counts.evaluations++
  }

  function measureRadius(): void {
    radius = spectralRadius((state, into) => evaluate(t, state, into), y, slope, direction, settings, radius)
    age = 0
  }

  /** A step of which explicit Euler's error is a hundredth of the tolerance, a time constant at most; one evaluation. */
  function firstWidth(): number {
    const trial = radius > 0 ? 1 / radius : 1
    for (let i = 0; i < n; i++) newer[i] = y[i]! + trial * slope[i]!
    evaluate(t + trial, newer, rate)
    for (let i = 0; i < n; i++) error[i] = trial * (rate[i]! - slope[i]!)
    const size = scaledSize(error, y, newer, settings)
    const width = size > 0.01 ? (0.1 * trial) / Math.sqrt(size) : trial
    return Number.isFinite(width) && width > 0 ? width : 1e-12
  }

  /** The step of that width in that many stages, into `newer`; f there into `rate`. The error in units of tolerance. */
  function attempt(width: number, stages: number): number {
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
    counts.accepted++
    age++
  }

  /** How the step may grow: proportional control at first, then with the step before. */
  function growth(size: number, width: number): number {
    const error = Math.max(size, 1e-10)
    const alone = SAFETY * error ** (-1 / 3)
    if (lastWidth === 0) return Math.min(MOST, Math.max(LEAST, alone))
    const both = ((SAFETY * width) / lastWidth) * (lastError ** (1 / 3) / error ** (2 / 3))
    return Math.min(MOST, Math.max(LEAST, Math.min(alone, both)))
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
      if (age >= STALE) measureRadius()
      let finite = true
      for (;;) {
        h = Math.min(h, stretchOf(MOST_STAGES) / radius)
        const last = t + h * (1 + 1e-9) >= limit
        const width = last ? limit - t : h
        if (!last && vanishes(width, t)) {
          failure = finite ? 'singular' : 'non-finite'
          return false
        }
        const size = attempt(width, stagesFor(width * radius))
        finite = Number.isFinite(size)
        if (!(size <= 1)) {
          counts.rejected++
          h = width * (finite ? Math.max(LEAST, SAFETY * size ** (-1 / 3)) : LEAST)
          // A step that fails may have been longer than the radius allows, if that has grown.
          if (age > 0) measureRadius()
          continue
        }
        accept()
        from = t
        t = last ? limit : t + width
        const grown = width * growth(size, width)
        if (last && width < h) {
          h = Math.max(h, grown) // a step cut short by the limit says nothing against the longer one
          return true
        }
        h = grown
        lastError = Math.max(size, 1e-10)
        lastWidth = width
        return true
      }
    },
    interpolate(time, into) {
      if (!(time >= from && time <= t))
        throw new LazyrichError(`time is ${time}: the last step, from ${from} to ${t}, is accepted`)
      if (t === from) return into.set(y)
      // Hermite's cubic.
      const width = t - from
      const x = (time - from) / width
      const [start, end] = [(1 + 2 * x) * (1 - x) ** 2, x * x * (3 - 2 * x)]
      const [out, back] = [x * (1 - x) ** 2 * width, x * x * (x - 1) * width]
      for (let i = 0; i < n; i++) into[i] = start * before[i]! + end * y[i]! + out * slopeBefore[i]! + back * slope[i]!
    },
    state() {
      const { accepted, rejected, evaluations } = counts
      return packState([t, from, h, lastWidth, lastError, radius, age, accepted, rejected, evaluations], rows)
    },
  }
}

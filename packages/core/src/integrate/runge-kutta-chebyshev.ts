import { LazyrichError } from '../errors.ts'
import type { Integrator, RightHandSide, Solver, SolverSettings } from './solver.ts'
import { firstStep, scaledSize, vanishes } from './step-size.ts'

const SAFETY = 0.8
const LEAST = 0.1
const MOST = 10
/** Stages at most: a step is no longer than (STAGES² − 1)/1.54 over the spectral radius. */
const STAGES = 100
/** ε of the damping: the stability polynomial stays below 1 − ε/3 in the interior. */
const DAMPING = 2 / 13
/** An estimate of the spectral radius is taken for at most that many steps. */
const FRESH = 25
const POWER_STEPS = 50
/** What the estimate, which comes from below, is multiplied by. */
const MARGIN = 1.2
const HEAD = 10

/**
 * The stabilized Runge-Kutta-Chebyshev method of order 2: explicit, for large problems that are stiff with eigenvalues
 * near the negative real axis, as gradient flows are. A step of s stages is stable to h ρ ≤ 2(s² − 1)(1 − 2ε/15)/3, so
 * that s is chosen by the step and not the step by stability: the cost of a stretch of time grows with √ρ instead of ρ.
 * ρ, the spectral radius of ∂f/∂y, is estimated by power iterations on differences of f.
 *
 * B. P. Sommeijer, L. F. Shampine, J. G. Verwer, RKC: an explicit solver for parabolic PDEs, J. Comp. Appl. Math. 88
 * (1998) 315–326. Between the ends of a step the solution is the cubic with both values and slopes.
 *
 * @example
 * integrate((_t, y, into) => { into[0] = -1e6 * (y[0] - 1) }, [0], [1], { solver: rungeKuttaChebyshev }).states[0] // 1
 */
export const rungeKuttaChebyshev: Solver = {
  name: 'Runge-Kutta-Chebyshev 2',
  reference: 'Sommeijer, Shampine and Verwer 1998',
  order: 2,
  denseOrder: 3,
  stateLength: (dimension) => HEAD + 5 * dimension,
  begin,
}

function begin(
  f: RightHandSide,
  t0: number,
  y: Float64Array,
  settings: SolverSettings,
  resumed: Float64Array | undefined,
): Integrator {
  const n = y.length
  /** f at the end of the last step; the start of that step and f there; the direction of the largest eigenvalue. */
  const [slope, before, slopeBefore, direction] = [0, 0, 0, 0].map(() => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const rows = [y, slope, before, slopeBefore, direction]
  /** The stages j, j − 1 and j − 2, and f at the one before. */
  let [stage, last, older] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)]
  const work = new Float64Array(n)
  let t = t0
  let from = t0
  let h = 0
  let lastError = 1
  let lastStep = 0
  let radius = 0
  /** Steps that were taken with this radius. */
  let age = 0
  let failure: Integrator['failure']
  const counts = { accepted: 0, rejected: 0, evaluations: 0 }

  function evaluate(at: number, state: Float64Array, into: Float64Array): void {
    f(at, state, into)
    counts.evaluations++
  }

  if (resumed) {
    ;[t, from, h, lastError, lastStep, radius, age] = resumed as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    counts.accepted = resumed[7]!
    counts.rejected = resumed[8]!
    counts.evaluations = resumed[9]!
    rows.forEach((row, i) => {
      row.set(resumed.subarray(HEAD + i * n, HEAD + (i + 1) * n))
    })
  } else {
    evaluate(t, y, slope)
    h = firstStep(y, slope, 2, settings, (step, into) => {
      for (let i = 0; i < n; i++) work[i] = y[i]! + step * slope[i]!
      evaluate(t + step, work, into)
    })
    direction.set(slope)
    before.set(y)
    slopeBefore.set(slope)
    age = FRESH
  }

  /** The largest growth of a small difference of states through f, at y; one evaluation a turn. */
  function estimateRadius(): void {
    const size = length(y)
    let along = length(direction)
    if (!(along > 0)) {
      for (let i = 0; i < n; i++) direction[i] = i % 2 ? -1 : 1
      along = Math.sqrt(n)
    }
    const nudge = Math.sqrt(Number.EPSILON) * (size > 0 ? size : 1)
    let found = 0
    for (let turn = 0; turn < POWER_STEPS; turn++) {
      for (let i = 0; i < n; i++) work[i] = y[i]! + (nudge / along) * direction[i]!
      evaluate(t, work, stage)
      for (let i = 0; i < n; i++) direction[i] = stage[i]! - slope[i]!
      along = length(direction)
      const previous = found
      found = along / nudge
      if (!(along > 0) || (turn > 0 && Math.abs(found - previous) <= 0.01 * found)) break
    }
    radius = Number.isFinite(found) ? MARGIN * found : 0
    age = 0
  }

  /** s evaluations and 9 s n multiply-adds; the end is left in `stage`, f there in `work`. */
  function attempt(step: number, stages: number): number {
    const w0 = 1 + DAMPING / (stages * stages)
    const root = Math.sqrt(w0 * w0 - 1)
    const arc = stages * Math.log(w0 + root)
    const w1 = (Math.sinh(arc) * root * root) / (Math.cosh(arc) * stages * root - w0 * Math.sinh(arc))
    let b1 = 1 / (4 * w0 * w0)
    let b2 = b1
    let [z1, z2, dz1, dz2, ddz1, ddz2] = [w0, 1, 1, 0, 0, 0]
    let c1 = w1 * b1
    let c2 = 0
    older.set(y)
    for (let i = 0; i < n; i++) last[i] = y[i]! + step * c1 * slope[i]!
    for (let j = 2; j <= stages; j++) {
      const z = 2 * w0 * z1 - z2
      const dz = 2 * w0 * dz1 - dz2 + 2 * z1
      const ddz = 2 * w0 * ddz1 - ddz2 + 4 * dz1
      const b = ddz / (dz * dz)
      const a = 1 - z1 * b1
      const mu = (2 * w0 * b) / b1
      const nu = -b / b2
      const gain = (mu * w1) / w0
      const rest = 1 - mu - nu
      evaluate(t + step * c1, last, work)
      for (let i = 0; i < n; i++)
        stage[i] = mu * last[i]! + nu * older[i]! + rest * y[i]! + step * gain * (work[i]! - a * slope[i]!)
      const c = mu * c1 + nu * c2 + gain * (1 - a)
      ;[older, last, stage] = [last, stage, older]
      ;[b2, b1, c2, c1] = [b1, b, c1, c]
      ;[z2, z1, dz2, dz1, ddz2, ddz1] = [z1, z, dz1, dz, ddz1, ddz]
    }
    ;[stage, last] = [last, stage]
    evaluate(t + step, stage, work)
    for (let i = 0; i < n; i++) last[i] = 0.8 * (y[i]! - stage[i]!) + 0.4 * step * (slope[i]! + work[i]!)
    return scaledSize(last, y, stage, settings)
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
      let finite = true
      for (;;) {
        if (age >= FRESH) estimateRadius()
        const longest = (STAGES * STAGES - 1) / (1.54 * radius)
        const wanted = Math.min(h, longest)
        const isLast = t + wanted * (1 + 1e-9) >= limit
        const step = isLast ? limit - t : wanted
        if (!isLast && vanishes(step, t)) {
          failure = finite ? 'singular' : 'non-finite'
          return false
        }
        const stages = Math.max(2, Math.min(STAGES, 1 + Math.floor(Math.sqrt(1.54 * step * radius + 1))))
        const size = attempt(step, stages)
        finite = Number.isFinite(size)
        if (!(size <= 1)) {
          counts.rejected++
          h = step * (finite ? Math.max(LEAST, SAFETY * size ** (-1 / 3)) : LEAST)
          if (age > 0) age = FRESH
          continue
        }
        before.set(y)
        slopeBefore.set(slope)
        y.set(stage)
        slope.set(work)
        from = t
        t = isLast ? limit : t + step
        counts.accepted++
        age++
        // Predictive control (Gustafsson): the growth of the error from one step to the next goes on.
        const error = Math.max(size, 1e-10)
        const plain = SAFETY * error ** (-1 / 3)
        const factor = lastStep > 0 ? SAFETY * (step / lastStep) * (lastError / (error * error)) ** (1 / 3) : plain
        const grown = step * Math.min(MOST, Math.max(LEAST, Math.min(plain * 2, factor)))
        h = isLast ? Math.max(h, grown) : grown
        lastError = error
        lastStep = step
        return true
      }
    },
    interpolate(time, into) {
      if (!(time >= from && time <= t))
        throw new LazyrichError(`time is ${time}: the last step, from ${from} to ${t}, is accepted`)
      if (t === from) return into.set(y)
      const step = t - from
      const theta = (time - from) / step
      const [p, q] = [theta * theta * (3 - 2 * theta), theta * (1 - theta) * step]
      for (let i = 0; i < n; i++)
        into[i] = before[i]! + p * (y[i]! - before[i]!) + q * ((1 - theta) * slopeBefore[i]! - theta * slope[i]!)
    },
    state() {
      const state = new Float64Array(HEAD + rows.length * n)
      state.set([t, from, h, lastError, lastStep, radius, age, counts.accepted, counts.rejected, counts.evaluations])
      rows.forEach((row, i) => {
        state.set(row, HEAD + i * n)
      })
      return state
    },
  }
}

function length(x: Float64Array): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += x[i]! * x[i]!
  return Math.sqrt(sum)
}

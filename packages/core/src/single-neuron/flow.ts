import { requirePositive } from '../errors.ts'
import { implicitExtrapolation } from '../integrate/implicit-extrapolation.ts'
import { requireAscending, type Trajectory } from '../integrate/integrate.ts'
import { createIntegrator } from '../integrate/integrator.ts'
import type { LinearSystem } from '../integrate/linear-system.ts'
import type { RightHandSide } from '../integrate/solver.ts'
import { norm } from '../vector.ts'
import { exactNeuron, type NeuronStates } from './exact.ts'
import { conservedDelta, type DataProblem, type LearningRate, requireData, UNIT_RATE } from './neuron.ts'
import { type SingularCoordinates, singularCoordinates } from './singular-coordinates.ts'
import { createTaylor, type ReducedFlow, taylorOrder } from './taylor.ts'

/**
 * The right-hand side of gradient flow for whitened input, on the state (a, w₁ … w_d):
 * ȧ = −η_a wᵀg, ẇ = −η_w a g, g = a w − β*. 4d multiply-adds.
 */
export function whitenedFlow(target: ArrayLike<number>, learningRate: LearningRate): RightHandSide {
  const { a: etaA, w: etaW } = learningRate
  const d = target.length
  return (_t, y, into) => {
    const a = y[0]!
    let along = 0
    for (let i = 0; i < d; i++) {
      const w = y[i + 1]!
      const g = a * w - target[i]!
      along += w * g
      into[i + 1] = -etaW * a * g
    }
    into[0] = -etaA * along
  }
}

/**
 * The same for any data: g = Xᵀ(X a w − y), from the residual, so that no digit is lost to XᵀX. 2nd + 2d multiply-adds.
 */
export function dataFlow(X: ArrayLike<number>, y: ArrayLike<number>, learningRate: LearningRate): RightHandSide {
  const { a: etaA, w: etaW } = learningRate
  const n = y.length
  const d = X.length / n
  const g = new Float64Array(d)
  return (_t, state, into) => {
    const a = state[0]!
    g.fill(0)
    for (let i = 0; i < n; i++) {
      const row = i * d
      let output = 0
      for (let k = 0; k < d; k++) output += X[row + k]! * state[k + 1]!
      const residual = a * output - y[i]!
      for (let k = 0; k < d; k++) g[k] = g[k]! + X[row + k]! * residual
    }
    let along = 0
    for (let k = 0; k < d; k++) {
      along += state[k + 1]! * g[k]!
      into[k + 1] = -etaW * a * g[k]!
    }
    into[0] = -etaA * along
  }
}

/** Integrated states, and how far they got. */
export interface FlowStates extends NeuronStates {
  /** How many of the times were reached; later rows are NaN. */
  readonly reached: number
  /** As of {@link integrate}; a flow has no events. */
  readonly reason: Exclude<Trajectory['reason'], 'event'>
}

export interface FlowOptions {
  /** Relative tolerance of a, and of w by its largest component; 1e-12 if left out. */
  readonly rtol?: number
  /** Absolute tolerance; 1e-14 of the start's size if left out. */
  readonly atol?: number
  /** Steps at most; 1e6 if left out. */
  readonly maxSteps?: number
  /** An `AbortSignal`, or anything with its `aborted`: looked at before each step. */
  readonly signal?: { readonly aborted: boolean }
}

/** From here on w is followed by its components along the singular directions, ω_i = v_iᵀw. */
interface Reduced extends ReducedFlow {
  readonly size: number
  readonly axes: Float64Array
  /** a₀, ω₀. */
  readonly start: Float64Array
  readonly wNull: Float64Array
}

/** Steps that must lie ahead for the implicit solver to pay: one of its steps costs some twenty of Taylor's. */
const MANY = 2000

/**
 * Gradient flow of f(x) = a wᵀx on ½‖X a w − y‖² for any X (n × d, any rank) from (a₀, w₀), at the given times
 * (ascending, ≥ 0, in units of 1/(learning rate · loss)): a of shape [T], w of shape [T, d].
 *
 *     ȧ = −η_a wᵀg,   ẇ = −η_w a g,   g = Xᵀ(X a w − y)
 *
 * Along the singular directions of X the equations part, w_null stays as it is, and the right side is a cubic
 * polynomial, so that Taylor's method takes the steps. Where it is held back by stability (singular values far apart at
 * long times) {@link implicitExtrapolation} goes on: its steps grow with the time that the flow takes to change. Where
 * all singular values that are not 0 are equal (rank 1, whitened input) the closed form of {@link exactNeuron} answers.
 *
 * Source: arXiv 2406.06158, equation 3, with learning rates.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, times that do not ascend, tolerances
 * that are not positive.
 * @example
 * const flow = flowNeuron({ a0: 0.1, w0: [0.2, -0.1], X: [1, 0, 0, 3], y: [1, 1] }, [1, 1000])
 * flow.a[1] * flow.w[2] // β₁ = 1, and flow.a[1] * flow.w[3] is β₂ = 1/3
 */
export function flowNeuron(problem: DataProblem, times: ArrayLike<number>, options: FlowOptions = {}): FlowStates {
  requireData(problem)
  requireAscending(times)
  const { rtol = 1e-12, atol, maxSteps = 1e6 } = options
  requirePositive('rtol', rtol)
  if (atol !== undefined) requirePositive('atol', atol)
  requirePositive('maxSteps', maxSteps)
  const { a0, w0, X, y, learningRate = UNIT_RATE } = problem
  const reduced = reduce(problem, singularCoordinates(X, y, w0.length), learningRate)
  const states = new Float64Array(times.length * reduced.start.length).fill(Number.NaN)
  const { squares } = reduced
  const r = squares.length
  const { reached, reason } =
    r > 0 && squares[0]! - squares[r - 1]! <= 8 * Number.EPSILON * squares[0]! && closed(reduced, times, states)
      ? { reached: times.length, reason: 'complete' as const }
      : run(reduced, times, states, {
          ...options,
          rtol,
          atol: atol ?? 1e-14 * (Math.hypot(a0, norm(w0)) || 1),
          maxSteps,
        })
  return { ...unfold(problem, reduced, times, states, reached), reached, reason }
}

function reduce(
  { a0, w0 }: DataProblem,
  { squares, axes, images }: SingularCoordinates,
  { a: etaA, w: etaW }: LearningRate,
): Reduced {
  const d = w0.length
  const start = new Float64Array(squares.length + 1)
  const wNull = Float64Array.from(w0)
  start[0] = a0
  for (let i = 0; i < squares.length; i++) {
    let along = 0
    for (let k = 0; k < d; k++) along += axes[i * d + k]! * w0[k]!
    for (let k = 0; k < d; k++) wNull[k] = wNull[k]! - along * axes[i * d + k]!
    start[i + 1] = along
  }
  const pull = squares.map((square, i) => Math.sqrt(square) * images[i]!)
  return { etaA, etaW, squares, pull, size: d, axes, start, wNull }
}

/** G equal in all directions: whitened input with time in units of 1/G. False where that has no finite δ. */
function closed(
  { etaA, etaW, squares, pull, start }: Reduced,
  times: ArrayLike<number>,
  states: Float64Array,
): boolean {
  const learningRate = { a: etaA, w: etaW }
  const w0 = start.subarray(1)
  if (!Number.isFinite(conservedDelta(start[0]!, w0, learningRate))) return false
  const square = squares[0]!
  const exact = exactNeuron({ a0: start[0]!, w0, target: pull.map((entry) => entry / square), learningRate })
  const { a, w } = exact.at(Float64Array.from(times, (time) => Math.min(time * square, Number.MAX_VALUE)))
  const r = w0.length
  for (let i = 0; i < a.length; i++) {
    states[i * (r + 1)] = a[i]!
    states.set(w.subarray(i * r, (i + 1) * r), i * (r + 1) + 1)
  }
  return true
}

/** Taylor's method, and the implicit solver from where stability holds that back. */
function run(
  flow: Reduced,
  times: ArrayLike<number>,
  states: Float64Array,
  { rtol, atol, maxSteps, signal }: FlowOptions & { rtol: number; atol: number; maxSteps: number },
): Pick<FlowStates, 'reached' | 'reason'> {
  const n = flow.start.length
  const state = flow.start.slice()
  const taylor = createTaylor(flow, taylorOrder(rtol))
  const end = times[times.length - 1]!
  let t = 0
  let reached = 0
  let steps = 0
  const row = (i: number): Float64Array => states.subarray(i * n, (i + 1) * n)
  for (; reached < times.length && times[reached] === 0; reached++) row(reached).set(state)

  while (reached < times.length) {
    if (signal?.aborted) return { reached, reason: 'aborted' }
    if (steps++ >= maxSteps) return { reached, reason: 'budget' }
    const h = taylor.expand(state, rtol, atol)
    if (Number.isNaN(h) || h === 0) return { reached, reason: 'non-finite' }
    if (!(t + h > t)) return { reached, reason: 'singular' }
    if ((end - t) / h > MANY && h * stiffness(flow, state) > 2) break
    for (; reached < times.length && times[reached]! <= t + h; reached++) taylor.at(times[reached]! - t, row(reached))
    taylor.at(h, state)
    t += h
  }
  if (reached === times.length) return { reached, reason: 'complete' }

  const integrator = createIntegrator(reducedFlow(flow), t, state, {
    solver: implicitExtrapolation,
    rtol: Math.max(rtol, 1e-12), // rounding, which extrapolation multiplies
    atol,
    jacobian: reducedSystem(flow),
  })
  for (; reached < times.length; reached++) {
    while (integrator.t < times[reached]!) {
      if (signal?.aborted) return { reached, reason: 'aborted' }
      if (steps++ >= maxSteps) return { reached, reason: 'budget' }
      if (!integrator.step(times[reached]!)) return { reached, reason: integrator.failure! }
    }
    row(reached).set(integrator.y)
  }
  return { reached, reason: 'complete' }
}

/** A bound of the rates at which the flow approaches equilibrium: η_w a² σ₁² + η_a ‖Xw‖². */
function stiffness({ etaA, etaW, squares }: ReducedFlow, state: Float64Array): number {
  let sum = 0
  for (let i = 0; i < squares.length; i++) sum += squares[i]! * state[i + 1]! ** 2
  return etaW * state[0]! ** 2 * squares[0]! + etaA * sum
}

/** From the gradient, whose rounding then leaves δ alone however long the step. */
function reducedFlow({ etaA, etaW, squares, pull }: ReducedFlow): RightHandSide {
  const r = squares.length
  return (_t, y, into) => {
    const a = y[0]!
    let along = 0
    for (let i = 0; i < r; i++) {
      const g = squares[i]! * a * y[i + 1]! - pull[i]!
      along += y[i + 1]! * g
      into[i + 1] = -etaW * a * g
    }
    into[0] = -etaA * along
  }
}

/**
 * (I − hJ) x = b for the reduced flow. J has entries in its first row, its first column and its diagonal only, so that
 * r multiply-adds a few times over solve what LU would in r². With m_i = 2 G_i a ω_i − c_i = G_i a ω_i + g_i and
 * D_i = 1 + h η_w a² G_i the pivot of a is
 *
 *     1 + h η_a Σ G_i ω_i² − h² η_a η_w Σ m_i²/D_i = 1 + h η_a Σ (G_i ω_i² − h η_w g_i (G_i a ω_i + m_i))/D_i
 *
 * where the second form does not cancel at equilibrium, however long the step.
 */
function reducedSystem({ etaA, etaW, squares, pull }: ReducedFlow): LinearSystem {
  const r = squares.length
  const omega = new Float64Array(r)
  const mixed = new Float64Array(r)
  const inverse = new Float64Array(r)
  let a = 0
  let width = 0
  let pivot = 1
  return {
    at(_t, y) {
      a = y[0]!
      for (let i = 0; i < r; i++) {
        omega[i] = y[i + 1]!
        mixed[i] = 2 * squares[i]! * a * omega[i]! - pull[i]!
      }
    },
    factor(h) {
      width = h
      let sum = 0
      for (let i = 0; i < r; i++) {
        inverse[i] = 1 / (1 + h * etaW * a * a * squares[i]!)
        const output = squares[i]! * a * omega[i]!
        sum += inverse[i]! * (squares[i]! * omega[i]! ** 2 - h * etaW * (output - pull[i]!) * (output + mixed[i]!))
      }
      pivot = 1 + h * etaA * sum
      return Number.isFinite(pivot) && pivot !== 0
    },
    solve(b) {
      let sum = 0
      for (let i = 0; i < r; i++) sum += mixed[i]! * inverse[i]! * b[i + 1]!
      b[0] = (b[0]! - width * etaA * sum) / pivot
      for (let i = 0; i < r; i++) b[i + 1] = inverse[i]! * (b[i + 1]! - width * etaW * mixed[i]! * b[0]!)
    },
  }
}

/** w = w_null + Σ ω_i v_i; the start at t = 0, as it came. T r d multiply-adds. */
function unfold(
  { a0, w0 }: DataProblem,
  { size: d, axes, start, wNull }: Reduced,
  times: ArrayLike<number>,
  states: Float64Array,
  reached: number,
): NeuronStates {
  const n = start.length
  const a = new Float64Array(times.length).fill(Number.NaN)
  const w = new Float64Array(times.length * d).fill(Number.NaN)
  for (let p = 0; p < reached; p++) {
    a[p] = times[p] === 0 ? a0 : states[p * n]!
    for (let k = 0; k < d; k++) {
      let sum = wNull[k]!
      for (let i = 1; i < n; i++) sum += states[p * n + i]! * axes[(i - 1) * d + k]!
      w[p * d + k] = times[p] === 0 ? w0[k]! : sum
    }
  }
  return { a, w }
}

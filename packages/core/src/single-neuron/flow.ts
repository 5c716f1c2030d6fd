import { type Names, requireProblem } from '../door/fields.ts'
import { requireLength, requireNumbers } from '../door/list.ts'
import { requirePositive } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import type { FlowReason } from '../integrate/flow-control.ts'
import { requireFlowControl } from '../integrate/flow-control.ts'
import { implicitExtrapolation } from '../integrate/implicit-extrapolation.ts'
import { type InOrder, inOrder } from '../integrate/in-order.ts'
import { createIntegrator } from '../integrate/integrator.ts'
import type { RightHandSide } from '../integrate/solver.ts'
import { walk } from '../integrate/walk.ts'
import { type Rates, requireRates } from '../learning-rate.ts'
import { convertFlowTime, lossFactor, requireHalfSum } from '../measures/loss.ts'
import { norm } from '../vector.ts'
import { exactNeuron } from './exact/exact.ts'
import { type DataProblem, deltaOf, requireData, type WhitenedProblem } from './neuron.ts'
import {
  fastestRate,
  type ReducedNeuron,
  reducedField,
  reducedSystem,
  reduceNeuron,
  unfoldNeuron,
} from './reduced-flow.ts'
import type { NeuronStates } from './states.ts'
import { createTaylor, taylorOrder } from './taylor.ts'

/** A {@link WhitenedProblem} whose start is chosen later. */
export type WhitenedFlow = Omit<WhitenedProblem, 'a0' | 'w0'>

/** A {@link DataProblem} whose start is chosen later. */
export type DataFlow = Omit<DataProblem, 'a0' | 'w0'>

const WHITENED: Names<WhitenedFlow> = { target: true, learningRate: true, loss: true }
const DATA: Names<DataFlow> = { X: true, y: true, learningRate: true, loss: true }

/**
 * The right-hand side of gradient flow for whitened input, on the state (a, w₁ … w_d): ȧ = −η_a wᵀg, ẇ = −η_w a g,
 * g = a w − β*. 4d multiply-adds. For {@link integrate}.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @throws LazyrichError for entries that are not finite, rates that are not positive, a loss other than `half-sum`.
 * @example
 * const { states } = integrate(neuronWhitenedFlow({ target: [1] }), [0.5, 0.5], [20])
 * states // [1, 1], whose product is β*
 */
export function neuronWhitenedFlow(problem: WhitenedFlow): RightHandSide {
  requireProblem('problem', problem, WHITENED)
  requireNumbers('target', problem.target)
  const target = Float64Array.from(problem.target)
  requireHalfSum(problem.loss)
  const { a: etaA, w: etaW } = requireRates(problem.learningRate)
  const d = target.length
  return (_t, y, into) => {
    if (y.length !== d + 1) refuseState(y.length, d)
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
 * The same for any data: g = 2c Xᵀ(X a w − y) with the factor c of {@link lossFactor}, from the residual, so that no
 * digits are lost to XᵀX. 2nd + 2d multiply-adds. {@link flowNeuron} solves it for you; use this to integrate it
 * yourself.
 *
 * Source: arXiv 2406.06158, equation 3, with learning rates.
 *
 * @throws LazyrichError for lengths that do not fit, entries that are not finite, rates that are not positive, an unknown
 * loss.
 * @example
 * const { states } = integrate(neuronDataFlow({ X: [2], y: [1] }), [0.5, 0.5], [20])
 * states // [0.7071…, 0.7071…], whose product is β*
 */
export function neuronDataFlow(problem: DataFlow): RightHandSide {
  requireProblem('problem', problem, DATA)
  const { X, y, loss = 'half-sum' } = problem
  const rates = requireRates(problem.learningRate)
  requireNumbers('y', y)
  requireNumbers('X', X)
  const n = y.length
  const d = Math.ceil(X.length / n)
  requireLength('X', X, n * d, `${n} rows of one length, one for each entry of y`)
  const scale = 2 * lossFactor(loss, n)
  const [etaA, etaW] = [scale * rates.a, scale * rates.w]
  const g = new Float64Array(d)
  return (_t, state, into) => {
    if (state.length !== d + 1) refuseState(state.length, d)
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

function refuseState(length: number, d: number): never {
  throw new LazyrichError(`the state has length ${length}: ${d + 1} (a, then w of length ${d}) is accepted`)
}

/** Integrated states, and how far they got. */
export interface FlowStates extends NeuronStates {
  /** How many of the times were reached, the earliest first; rows of the others are NaN. */
  readonly reached: number
  /** As for {@link integrate}; a flow has no events. */
  readonly reason: FlowReason
}

export interface FlowOptions {
  /** Relative tolerance of a, and of w by its largest component; 1e-12 if left out. */
  readonly rtol?: number | undefined
  /** Absolute tolerance; 1e-14 of the start's size if left out. */
  readonly atol?: number | undefined
  /** Largest number of steps; 1e6 if left out. */
  readonly maxSteps?: number | undefined
  /** An `AbortSignal`, or anything with `aborted`; checked before each step. */
  readonly signal?: { readonly aborted: boolean } | undefined
}

/** Taylor steps that must lie ahead for the implicit solver to pay off: one of its steps costs about twenty of them. */
const MANY = 2000
/** The longest step times the fastest rate: reached only where all terms are below the absolute tolerance. */
const LEAP = 16
/** Longer times count as this one, by which every flow has settled; beyond it, products of time and rate overflow. */
const LONG = 1e280

/**
 * Gradient flow of f(x) = a wᵀx on ½‖X a w − y‖² (`half-sum`, or the problem's `loss`) for any X (n × d, any rank)
 * from (a₀, w₀), at the given times (≥ 0, in any order): a of shape [T], w of shape [T, d].
 *
 *     ȧ = −η_a wᵀg,   ẇ = −η_w a g,   g = Xᵀ(X a w − y)
 *
 * Along the singular directions of X the gradient separates, w_null stays fixed, and the right-hand side is a cubic
 * polynomial, so Taylor's method takes the steps. Where stability limits its step size (singular values far apart, long
 * times), {@link implicitExtrapolation} takes over: its steps grow with the flow's own time scale. Where all nonzero
 * singular values are equal (rank 1, whitened input), the closed form of {@link exactNeuron} is used.
 *
 * Source: arXiv 2406.06158, equation 3, with learning rates.
 *
 * @param times length T, ≥ 0, in any order; flow time of the loss.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, negative times, tolerances that are not
 * positive, unknown options.
 * @example
 * const flow = flowNeuron({ a0: 0.1, w0: [0.2, -0.1], X: [1, 0, 0, 3], y: [1, 1] }, [1, 1000])
 * flow.at(1).beta // [1, 0.33333333…], which is β*
 */
export function flowNeuron(problem: DataProblem, times: ArrayLike<number>, options: FlowOptions = {}): FlowStates {
  const rates = requireData(problem)
  const { loss = 'half-sum', y } = problem
  requireFlowControl(options)
  const order = inOrder(times)
  for (let i = 0; i < order.times.length; i++)
    order.times[i] = Math.min(convertFlowTime(order.times[i]!, loss, 'half-sum', y.length), LONG)
  return follow(problem, rates, order, options)
}

function follow(problem: DataProblem, rates: Rates, order: InOrder, options: FlowOptions): FlowStates {
  const { rtol = 1e-12, atol, maxSteps = 1e6, signal } = options
  requirePositive('rtol', rtol)
  if (atol !== undefined) requirePositive('atol', atol)
  const { times } = order
  const { a0, w0 } = problem
  const reduced = reduceNeuron(problem, rates)
  const states = new Float64Array(times.length * reduced.start.length).fill(Number.NaN)
  const { squares } = reduced
  const r = squares.length
  const { reached, reason } =
    r > 0 && squares[0]! - squares[r - 1]! <= 8 * Number.EPSILON * squares[0]! && closed(reduced, times, states)
      ? { reached: times.length, reason: 'complete' as const }
      : run(reduced, times, states, {
          rtol,
          atol: atol ?? Math.max(1e-14 * (Math.hypot(a0, norm(w0)) || 1), 1e-300),
          maxSteps,
          signal,
        })
  return flowed(unfoldNeuron(problem, rates, reduced, order, states, reached), reached, reason)
}

/** The states, with how far they got. */
function flowed(states: NeuronStates, reached: number, reason: FlowStates['reason']): FlowStates {
  return Object.assign(states, { reached, reason })
}

/** For equal G in all directions: whitened input with time in units of 1/G. Returns false if its δ is not finite. */
function closed(
  { etaA, etaW, squares, pull, start }: ReducedNeuron,
  times: ArrayLike<number>,
  states: Float64Array,
): boolean {
  const learningRate = { a: etaA, w: etaW }
  const w0 = start.subarray(1)
  if (!Number.isFinite(deltaOf(start[0]!, w0, learningRate))) return false
  const square = squares[0]!
  const exact = exactNeuron({ a0: start[0]!, w0, target: pull.map((entry) => entry / square), learningRate })
  const { a, w } = exact.at(Float64Array.from(times, (time) => Math.min(time * square, LONG)))
  const r = w0.length
  for (let i = 0; i < a.length; i++) {
    states[i * (r + 1)] = a[i]!
    states.set(w.subarray(i * r, (i + 1) * r), i * (r + 1) + 1)
  }
  return true
}

/**
 * Taylor's method, then the implicit solver once stability limits its steps. This loop is not the solvers': a step of
 * Taylor's method is never rejected, since its length follows from the polynomial, which holds at every time within.
 */
function run(
  flow: ReducedNeuron,
  times: ArrayLike<number>,
  states: Float64Array,
  { rtol, atol, maxSteps, signal }: { rtol: number; atol: number; maxSteps: number; signal: FlowOptions['signal'] },
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
    const rate = fastestRate(flow, state)
    const h = Math.min(taylor.expand(state, rate, rtol, atol), LEAP / rate)
    if (Number.isNaN(h) || h === 0) return { reached, reason: 'non-finite' }
    if (!(t + h > t)) return { reached, reason: 'singular' }
    if ((end - t) / h > MANY && h * rate > 3) break
    for (; reached < times.length && times[reached]! <= t + h; reached++) taylor.at(times[reached]! - t, row(reached))
    taylor.at(h, state)
    t += h
  }
  if (reached === times.length) return { reached, reason: 'complete' }

  const integrator = createIntegrator(reducedField(flow), t, state, {
    solver: implicitExtrapolation,
    rtol: Math.max(rtol, 1e-12), // extrapolation amplifies rounding
    atol,
    jacobian: reducedSystem(flow),
  })
  return walk(
    times,
    {
      signal,
      now: () => integrator.t,
      isSpent: (taken) => steps + taken >= maxSteps,
      step: (limit) => (integrator.step(limit) ? undefined : integrator.failure),
      arrive: (i) => row(i).set(integrator.y),
    },
    reached,
  )
}

import { type Names, requireProblem } from '../door/fields.ts'
import { requireLength, requireNumbers } from '../door/list.ts'
import { requireIndex } from '../door/number.ts'
import { type FlowControl, type FlowReason, requireFlowControl } from '../integrate/flow-control.ts'
import { inOrder } from '../integrate/in-order.ts'
import { integrate } from '../integrate/integrate.ts'
import type { RightHandSide } from '../integrate/solver.ts'
import { type LearningRate, type Rates, requireRates } from '../learning-rate.ts'
import { reduceData } from '../linear-algebra/reduce-data.ts'
import { type Loss, lossFactor } from '../measures/loss.ts'
import { type Chain, leaveOneOut, productOf } from './chain.ts'
import { scaledFlow, unitsOf } from './scaled-flow.ts'

/** One neuron per layer, f(x) = (∏_l a_l) wᵀx, at the start of training. */
export interface ChainStart {
  /** The factors a_1 … a_k. */
  readonly a0: ArrayLike<number>
  /** The input weights, length d. */
  readonly w0: ArrayLike<number>
  /** η_a of every factor and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined
}

/** A chain with its data. */
export interface ChainProblem extends ChainStart {
  /** Inputs, shape [n, d], row-major. */
  readonly X: ArrayLike<number>
  /** Length n. */
  readonly y: ArrayLike<number>
  /** `half-mean` if left out, as for deep linear networks; the single neuron's is `half-sum`. */
  readonly loss?: Loss | undefined
}

const PROBLEM: Names<ChainProblem> = { a0: true, w0: true, learningRate: true, X: true, y: true, loss: true }

/** A chain at one of the times of a flow: views of its states. */
export interface ChainState extends Chain {
  readonly a: Float64Array<ArrayBuffer>
  readonly w: Float64Array<ArrayBuffer>
  /** β = (∏ a_l) w, length d. */
  readonly beta: Float64Array<ArrayBuffer>
  readonly learningRate: Rates
}

/** An integrated flow of a chain at the requested times, in their order. */
export interface ChainStates {
  /** a_1 … a_k at every time, shape [times, k], row-major. */
  readonly a: Float64Array<ArrayBuffer>
  /** w at every time, shape [times, d], row-major. */
  readonly w: Float64Array<ArrayBuffer>
  /** β = (∏ a_l) w at every time, shape [times, d], row-major. */
  readonly beta: Float64Array<ArrayBuffer>
  /**
   * The chain at times[i], rates included, ready to be handed on.
   *
   * @throws LazyrichError unless i is the index of a time.
   */
  at(i: number): ChainState
  /** How many of the times were reached, the earliest first; entries of the others are NaN. */
  readonly reached: number
  readonly reason: FlowReason
}

/**
 * Gradient flow of f(x) = (∏ a_l) wᵀx, integrated to the given times (any order, ≥ 0) by an adaptive Dormand-Prince
 * method; rtol is 1e-12 and atol 1e-14 if left out, in units of the initial size of each factor and of w:
 *
 *     ȧ_l = −η_a (∏_{m≠l} a_m) wᵀg,   ẇ = −η_w (∏ a_m) g,   g = ∂L/∂β = 2c Xᵀ(Xβ − y)
 *
 * Source: arXiv 2406.06158, appendix B; loss `half-mean` unless the problem says otherwise.
 *
 * @example
 * const start = chainFromBeta([0.1, 0], [0, 0])
 * const flow = flowChain({ ...start, X: [1, 0, 0, 1], y: [1, 2] }, [0, 50])
 * flow.beta // [0.1, 0, 1, 2]
 * chainDeltas(flow.at(1)) // [0, 0]
 *
 * @param times length T, ≥ 0, in any order; flow time of the loss.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive, times
 * below 0 and unknown options.
 */
export function flowChain(problem: ChainProblem, times: ArrayLike<number>, options: FlowControl = {}): ChainStates {
  const { times: ascending, places } = inOrder(times)
  const learningRate = requireChainProblem(problem)
  requireFlowControl(options)
  const { rtol = 1e-12, atol = 1e-14, maxSteps = 1e6, signal } = options
  const { a0, w0 } = problem
  const k = a0.length
  const d = w0.length
  const start = new Float64Array(k + d)
  start.set(a0)
  start.set(w0, k)
  const units = unitsOf([...Array.from({ length: k }, (_, l) => start.subarray(l, l + 1)), start.subarray(k)])
  const { states, reached, reason } = integrate(
    scaledFlow(chainFlow(problem, learningRate), units),
    start.map((entry, p) => entry / units[p]!),
    ascending,
    { rtol, atol, maxSteps, ...(signal && { signal }) },
  )
  const a = new Float64Array(places.length * k)
  const w = new Float64Array(places.length * d)
  const beta = new Float64Array(places.length * d)
  for (const [row, i] of places.entries()) {
    const state = states.subarray(row * (k + d), (row + 1) * (k + d)).map((entry, p) => entry * units[p]!)
    a.set(state.subarray(0, k), i * k)
    w.set(state.subarray(k), i * d)
    const whole = productOf(state.subarray(0, k))
    for (let j = 0; j < d; j++) beta[i * d + j] = whole * state[k + j]!
  }
  return {
    a,
    w,
    beta,
    at(i) {
      requireIndex('i', i, places.length)
      const from = i * d
      return {
        a: a.subarray(i * k, (i + 1) * k),
        w: w.subarray(from, from + d),
        beta: beta.subarray(from, from + d),
        learningRate,
      }
    },
    reached,
    reason: reason as ChainStates['reason'], // no events are asked for
  }
}

/** The rates; throws unless shapes fit, all entries are finite and all rates positive. */
function requireChainProblem(problem: ChainProblem): Rates {
  requireProblem('problem', problem, PROBLEM)
  const { a0, w0, X, y } = problem
  requireNumbers('a0', a0)
  requireNumbers('w0', w0)
  requireNumbers('y', y)
  requireLength('X', X, y.length * w0.length, `y's length × w0's length = ${y.length} × ${w0.length}, row by row`)
  return requireRates(problem.learningRate)
}

/** The right-hand side on the state (a_1 … a_k, w_1 … w_d): 2 rank d + 2d + 3k multiply-adds. */
function chainFlow({ a0, w0, X, y, loss = 'half-mean' }: ChainProblem, { a: etaA, w: etaW }: Rates): RightHandSide {
  const d = w0.length
  const k = a0.length
  const factor = 2 * lossFactor(loss, y.length)
  const { R, T, rank } = reduceData(X, y, y.length, d, 1)
  const others = new Float64Array(k)
  const g = new Float64Array(d)
  return (_t, state, into) => {
    const whole = leaveOneOut(state.subarray(0, k), others)
    g.fill(0)
    for (let i = 0; i < rank; i++) {
      let output = 0
      for (let j = 0; j < d; j++) output += R[i * d + j]! * state[k + j]!
      const residual = factor * (whole * output - T[i]!)
      for (let j = 0; j < d; j++) g[j] = g[j]! + residual * R[i * d + j]!
    }
    let along = 0
    for (let j = 0; j < d; j++) {
      along += state[k + j]! * g[j]!
      into[k + j] = -etaW * whole * g[j]!
    }
    for (let l = 0; l < k; l++) into[l] = -etaA * others[l]! * along
  }
}

import { requireFiniteList, requireNumbers, requireTimes } from '../door/list.ts'
import { requirePositive } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type IntegrateOptions, integrate, type Trajectory } from '../integrate/integrate.ts'
import type { RightHandSide } from '../integrate/solver.ts'
import { type Rates, UNIT_RATE } from '../learning-rate.ts'
import { reduceData } from '../linear-algebra/reduce-data.ts'
import { type Loss, lossFactor } from '../measures/loss.ts'
import { dot, norm } from '../vector.ts'
import { logOfRoot } from './log-sum.ts'
import { scaledFlow, unitsOf } from './scaled-flow.ts'

/**
 * One neuron per layer, f(x) = (∏_l a_l) wᵀx, at the start of training. Its depth is one more than the number of a_l.
 */
export interface ChainStart {
  /** The factors a_1 … a_k. */
  readonly a0: ArrayLike<number>
  /** The input weights, length d. */
  readonly w0: ArrayLike<number>
  /** η_a of every factor and η_w; 1 if left out. */
  readonly learningRate?: Rates | undefined
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

/** An integrated flow of a chain at the requested times, in their order. */
export interface ChainStates {
  /** a_1 … a_k at every time, shape [times, k], row-major. */
  readonly a: Float64Array
  /** w at every time, shape [times, d], row-major. */
  readonly w: Float64Array
  /** β = (∏ a_l) w at every time, shape [times, d], row-major. */
  readonly beta: Float64Array
  /** How many of the times were reached, the earliest first; entries of the others are NaN. */
  readonly reached: number
  readonly reason: Trajectory['reason']
}

/**
 * δ_l = η_w a_l² − η_a‖w‖² of every factor: what gradient flow conserves.
 *
 * Source: arXiv 2406.06158, appendix B.
 *
 * @example
 * chainDeltas([2, 3], [1, 1]) // [2, 7]
 *
 * @param a the factors a_l, length L.
 * @param w length d.
 * @throws LazyrichError for empty lists, entries that are not finite, rates that are not positive.
 */
export function chainDeltas(a: ArrayLike<number>, w: ArrayLike<number>, learningRate: Rates = UNIT_RATE): Float64Array {
  requireChain({ a0: a, w0: w, learningRate }, 'a', 'w')
  const incoming = learningRate.a * dot(w, w)
  return Float64Array.from(a, (factor) => learningRate.w * factor * factor - incoming)
}

/**
 * The preconditioner M of β̇ = −M ∂L/∂β for a chain's product β, shape [d, d], row-major:
 *
 *     M = η_w ∏a_l² I + η_a Σ_l (∏_{m≠l} a_m²) w wᵀ = ∏a_l² (η_w I + η_a Σ_l (‖w‖²/a_l²) β̂β̂ᵀ)
 *
 * computed by the first form, which also holds where a factor or β is 0.
 *
 * Source: arXiv 2406.06158, appendix B.
 *
 * @example
 * chainPreconditioner([2, 1], [1, 0]) // [9, 0, 0, 4]
 *
 * @param a the factors a_l, length L.
 * @param w length d.
 * @throws LazyrichError for empty lists, entries that are not finite, rates that are not positive.
 */
export function chainPreconditioner(
  a: ArrayLike<number>,
  w: ArrayLike<number>,
  learningRate: Rates = UNIT_RATE,
): Float64Array {
  requireChain({ a0: a, w0: w, learningRate }, 'a', 'w')
  const others = new Float64Array(a.length)
  const whole = leaveOneOut(a, others)
  const along = learningRate.a * dot(others, others)
  const d = w.length
  const M = new Float64Array(d * d)
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) M[i * d + j] = along * w[i]! * w[j]!
    M[i * d + i] = M[i * d + i]! + learningRate.w * whole * whole
  }
  return M
}

/**
 * The chain with (∏ a_l) w = β and the given δ_l: q = ‖w‖² is the one root of q ∏_l (δ_l + η_a q)/η_w = ‖β‖² that
 * leaves every a_l² = (δ_l + η_a q)/η_w ≥ 0, found without cancellation. All factors are positive except the first,
 * which takes `sign`.
 *
 * β = 0 with a δ_l below 0 leaves the direction of w open, so it is refused.
 *
 * @example
 * chainFromBeta([0, 8], [0, 0]) // { a0: [2, 2], w0: [0, 2] }
 *
 * @param beta length d.
 * @param deltas δ_l, one for each factor.
 * @param sign sign of ∏ a_l: 1 or −1.
 * @returns a start for {@link flowChain}, learning rates included.
 * @throws LazyrichError for empty lists, β = 0 with a δ_l below 0, entries that are not finite.
 */
export function chainFromBeta(
  beta: ArrayLike<number>,
  deltas: ArrayLike<number>,
  learningRate: Rates = UNIT_RATE,
  sign: 1 | -1 = 1,
): { a0: Float64Array; w0: Float64Array; learningRate: Rates } {
  requireNumbers('beta', beta)
  requireNumbers('deltas', deltas)
  requireRate(learningRate)
  const shares = Array.from(deltas, (delta) => delta / learningRate.a)
  const least = shares.reduce((most, share) => Math.max(most, -share), 0)
  const size = norm(beta)
  if (size === 0 && least > 0)
    throw new LazyrichError(
      `beta is 0 with deltas ${shares.map((share) => share * learningRate.a)}: w then has no direction; beta ≠ 0 or deltas ≥ 0 are accepted`,
    )
  // q = least + u: u ∏ (c_i + u) = ‖β‖² (η_w/η_a)^k, where one of q and the q + δ_l/η_a is u itself.
  const factors = [least, ...shares.map((share) => least + share)]
  const lowest = factors.indexOf(0)
  const ratio = learningRate.a / learningRate.w
  const target = 2 * Math.log(size) - shares.length * Math.log(ratio)
  const u =
    size === 0
      ? 0
      : Math.exp(
          logOfRoot(
            factors.filter((_, i) => i !== lowest),
            target,
          ),
        )
  const [input, ...readouts] = factors.map((c) => Math.sqrt(c + u))
  const a0 = Float64Array.from(readouts, (root, l) => (l === 0 ? sign : 1) * Math.sqrt(ratio) * root)
  return { a0, w0: Float64Array.from(beta, (entry) => (size === 0 ? 0 : sign * input! * (entry / size))), learningRate }
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
 * const { beta } = flowChain({ ...start, X: [1, 0, 0, 1], y: [1, 2] }, [0, 50])
 * beta // [0.1, 0, 1, 2]
 *
 * @param times length T, ≥ 0, in any order; flow time of the loss.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive and times
 * below 0.
 */
export function flowChain(
  problem: ChainProblem,
  times: ArrayLike<number>,
  options: IntegrateOptions = {},
): ChainStates {
  requireTimes(times)
  requireChain(problem, 'a0', 'w0')
  const { a0, w0, learningRate = UNIT_RATE } = problem
  const k = a0.length
  const d = w0.length
  const start = Float64Array.of(...Array.from(a0), ...Array.from(w0))
  const units = unitsOf([...Array.from({ length: k }, (_, l) => start.subarray(l, l + 1)), start.subarray(k)])
  const order = Array.from({ length: times.length }, (_, i) => i).sort((i, j) => times[i]! - times[j]!)
  const { states, reached, reason } = integrate(
    scaledFlow(chainFlow(problem, learningRate), units),
    start.map((entry, p) => entry / units[p]!),
    order.map((i) => times[i]!),
    { rtol: 1e-12, atol: 1e-14, ...options },
  )
  const a = new Float64Array(times.length * k)
  const w = new Float64Array(times.length * d)
  const beta = new Float64Array(times.length * d)
  for (const [row, i] of order.entries()) {
    const state = states.subarray(row * (k + d), (row + 1) * (k + d)).map((entry, p) => entry * units[p]!)
    a.set(state.subarray(0, k), i * k)
    w.set(state.subarray(k), i * d)
    const whole = state.subarray(0, k).reduce((product, factor) => product * factor, 1)
    for (let j = 0; j < d; j++) beta[i * d + j] = whole * state[k + j]!
  }
  return { a, w, beta, reached, reason }
}

/** The right-hand side on the state (a_1 … a_k, w_1 … w_d): 2 rank d + 2d + 3k multiply-adds. */
function chainFlow({ a0, w0, X, y, loss = 'half-mean' }: ChainProblem, learningRate: Rates): RightHandSide {
  const d = w0.length
  const k = a0.length
  if (y.length === 0) throw new LazyrichError('y is empty: at least one number is accepted')
  if (X.length !== y.length * d)
    throw new LazyrichError(
      `X has length ${X.length}, y has length ${y.length} and w0 has length ${d}: length ${y.length * d}, row by row, is accepted`,
    )
  requireFiniteList('X', X)
  requireFiniteList('y', y)
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
      into[k + j] = -learningRate.w * whole * g[j]!
    }
    for (let l = 0; l < k; l++) into[l] = -learningRate.a * others[l]! * along
  }
}

/** Fills `others` with ∏_{m≠l} a_m, by products from both sides, so that a factor of 0 does no harm; returns ∏ a_m. */
function leaveOneOut(a: ArrayLike<number>, others: Float64Array): number {
  let before = 1
  for (let l = 0; l < a.length; l++) {
    others[l] = before
    before *= a[l]!
  }
  let after = 1
  for (let l = a.length - 1; l >= 0; l--) {
    others[l] = others[l]! * after
    after *= a[l]!
  }
  return before
}

function requireChain({ a0, w0, learningRate = UNIT_RATE }: ChainStart, a: string, w: string): void {
  requireNumbers(a, a0)
  requireNumbers(w, w0)
  requireRate(learningRate)
}

function requireRate({ a, w }: Rates): void {
  requirePositive('learningRate.a', a)
  requirePositive('learningRate.w', w)
}

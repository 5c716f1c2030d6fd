import { type Names, requireOptions, requireProblem } from '../door/fields.ts'
import { requireNumbers, rowsOf } from '../door/list.ts'
import { requireSign } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type LearningRate, type Rates, requireRates } from '../learning-rate.ts'
import { dot, norm } from '../vector.ts'
import { logOfRoot } from './log-sum.ts'

/** One neuron per layer, f(x) = (∏_l a_l) wᵀx. Its depth is one more than the number of a_l. */
export interface Chain {
  /** The factors a_1 … a_k. */
  readonly a: ArrayLike<number>
  /** The input weights, length d. */
  readonly w: ArrayLike<number>
  /** η_a of every factor and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined
}

/** What a start from β leaves open. */
export interface ChainFromBetaOptions {
  /** η_a of every factor and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined
  /** The sign of ∏ a_l: 1 if left out, or −1. */
  readonly sign?: 1 | -1 | undefined
}

const CHAIN: Names<Chain> = { a: true, w: true, learningRate: true }
const FROM_BETA: Names<ChainFromBetaOptions> = { learningRate: true, sign: true }

/**
 * δ_l = η_w a_l² − η_a‖w‖² of every factor: what gradient flow conserves.
 *
 * Source: arXiv 2406.06158, appendix B.
 *
 * @example
 * chainDeltas({ a: [2, 3], w: [1, 1] }) // [2, 7]
 *
 * @throws LazyrichError for empty lists, entries that are not finite, rates that are not positive.
 */
export function chainDeltas(chain: Chain): Float64Array<ArrayBuffer> {
  const rates = requireChain(chain)
  const { a, w } = chain
  const incoming = rates.a * dot(w, w)
  return Float64Array.from(a, (factor) => rates.w * factor * factor - incoming)
}

/**
 * The outputs (∏ a_l) wᵀx_i, length n. nd multiply-adds.
 *
 * @example
 * chainOutputs({ a: [2, 3], w: [1, 0] }, [1, 5, -1, 0]) // [6, -6]
 *
 * @param X inputs, shape [n, d], row-major.
 * @throws LazyrichError where X does not hold rows of w's length, and for entries that are not finite.
 */
export function chainOutputs(chain: Chain, X: ArrayLike<number>): Float64Array<ArrayBuffer> {
  requireChain(chain)
  const { a, w } = chain
  const d = w.length
  const outputs = new Float64Array(rowsOf('X', X, d, "w's length"))
  const whole = productOf(a)
  for (let i = 0; i < outputs.length; i++) {
    let sum = 0
    for (let j = 0; j < d; j++) sum += X[i * d + j]! * w[j]!
    outputs[i] = whole * sum
  }
  return outputs
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
 * chainPreconditioner({ a: [2, 1], w: [1, 0] }) // [9, 0, 0, 4]
 *
 * @throws LazyrichError for empty lists, entries that are not finite, rates that are not positive.
 */
export function chainPreconditioner(chain: Chain): Float64Array<ArrayBuffer> {
  const rates = requireChain(chain)
  const { a, w } = chain
  const others = new Float64Array(a.length)
  const whole = leaveOneOut(a, others)
  const along = rates.a * dot(others, others)
  const d = w.length
  const M = new Float64Array(d * d)
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) M[i * d + j] = along * w[i]! * w[j]!
    M[i * d + i] = M[i * d + i]! + rates.w * whole * whole
  }
  return M
}

/**
 * The chain with (∏ a_l) w = β and the given δ_l: q = ‖w‖² is the one root of q ∏_l (δ_l + η_a q)/η_w = ‖β‖² that
 * leaves every a_l² = (δ_l + η_a q)/η_w ≥ 0, found without cancellation. All factors are positive except the first,
 * which takes the sign of the options.
 *
 * β = 0 with a δ_l below 0 leaves the direction of w open, so it is refused.
 *
 * @example
 * chainFromBeta([0, 8], [0, 0]) // { a0: [2, 2], w0: [0, 2] }
 *
 * @param beta length d.
 * @param deltas δ_l, one for each factor.
 * @returns a start for {@link flowChain}, learning rates included.
 * @throws LazyrichError for empty lists, β = 0 with a δ_l below 0, entries that are not finite,
 * rates that are not positive, a sign other than ±1.
 */
export function chainFromBeta(
  beta: ArrayLike<number>,
  deltas: ArrayLike<number>,
  options: ChainFromBetaOptions = {},
): { a0: Float64Array<ArrayBuffer>; w0: Float64Array<ArrayBuffer>; learningRate: Rates } {
  requireNumbers('beta', beta)
  requireNumbers('deltas', deltas)
  requireOptions('options', options, FROM_BETA)
  const { sign = 1 } = options
  requireSign('sign', sign)
  const learningRate = requireRates(options.learningRate)
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

/** Fills `others` with ∏_{m≠l} a_m, by products from both sides, so that a factor of 0 does no harm; returns ∏ a_m. */
export function leaveOneOut(a: ArrayLike<number>, others: Float64Array): number {
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

/** ∏ a_l. */
export function productOf(a: ArrayLike<number>): number {
  let product = 1
  for (let l = 0; l < a.length; l++) product *= a[l]!
  return product
}

/** The rates of a chain; throws unless it has factors and inputs, all finite, and rates above 0. */
function requireChain(chain: Chain): Rates {
  requireProblem('chain', chain, CHAIN)
  requireNumbers('a', chain.a)
  requireNumbers('w', chain.w)
  return requireRates(chain.learningRate)
}

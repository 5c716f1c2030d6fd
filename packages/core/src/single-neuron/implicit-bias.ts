import { type Names, requireProblem } from '../door/fields.ts'
import { requireLength, requireNumbers } from '../door/list.ts'
import { requireFlag } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type LearningRate, type Rates, requireRates } from '../learning-rate.ts'
import { rowSpace } from '../linear-algebra/row-space.ts'
import { dot, norm } from '../vector.ts'
import { balanceOf } from './balance.ts'
import { crossing } from './crossing.ts'
import { multiplyTransposed } from './gram.ts'
import { requireNeuronBeta } from './neuron.ts'
import { type RateOptions, requireRateOptions } from './rate-options.ts'

/** The potential of the time-warped mirror flow that β follows, at one β. */
export interface MirrorPotential {
  /** Ψ_δ(β). */
  readonly value: number
  /** ‖∇Ψ_δ(β)‖ = √(κ − δ); at the start β₀ it is the theorem's ψ_δ. */
  readonly slope: number
  /** ∇Ψ_δ(β) = √(κ − δ) β̂, length d. */
  readonly gradient: Float64Array<ArrayBuffer>
}

/**
 * The potential Ψ_δ of β = a w under gradient flow: β̇ = −M ∂L/∂β is, after a change of time, the mirror flow of
 *
 *     Ψ_δ(β) = (κ − 2δ) √(κ + δ)/(3 √(η_aη_w)),   ∇Ψ_δ(β) = √(κ − δ) β̂,   κ = √(δ² + 4η_aη_w‖β‖²)
 *
 * κ ± δ are computed without cancellation, as in {@link neuronPreconditionerOfBeta}. The same for every loss.
 *
 * Source: arXiv 2406.06158, Theorem 3.1 (equal rates), with learning rates.
 *
 * @param beta length d.
 * @throws LazyrichError for β = 0 with δ < 0, where Ψ has a conical tip, an empty β, numbers that are not finite, rates
 * that are not positive.
 * @example
 * mirrorPotential([0, 4], 0).value // 7.542…
 */
export function mirrorPotential(beta: ArrayLike<number>, delta: number, options: RateOptions = {}): MirrorPotential {
  return potential(beta, delta, requireRateOptions(options))
}

function potential(beta: ArrayLike<number>, delta: number, learningRate: Rates): MirrorPotential {
  const size = requireNeuronBeta(beta, delta)
  const rates = rootOfRates(learningRate)
  const { kappa, rootReadout, rootWeights } = balanceOf(delta, rates * size)
  const slope = Math.SQRT2 * rootWeights
  const gradient = Float64Array.from(beta, (entry) => (size === 0 ? 0 : slope * (entry / size)))
  return { value: ((kappa - 2 * delta) * Math.SQRT2 * rootReadout) / (3 * rates), slope, gradient }
}

/** Data, and where β starts. */
export interface BetaProblem {
  /** n × d, row-major. */
  readonly X: ArrayLike<number>
  /** Length n. */
  readonly y: ArrayLike<number>
  /** β₀ = a₀w₀, length d. */
  readonly beta0: ArrayLike<number>
}

/** A {@link BetaProblem} at a given δ. */
export interface ImplicitBiasProblem extends BetaProblem {
  readonly delta: number
  readonly learningRate?: LearningRate | undefined
  /** Whether a changes sign on the way; false if left out. */
  readonly signChange?: boolean | undefined
}

const BETA_PROBLEM: Names<BetaProblem> = { X: true, y: true, beta0: true }
const BIAS_PROBLEM: Names<ImplicitBiasProblem> = { ...BETA_PROBLEM, delta: true, learningRate: true, signChange: true }

/**
 * The β that gradient flow on ½‖X a w − y‖² picks among all that fit, found from the constraint and not from the flow:
 *
 *     β(∞) = argmin Ψ_δ(β) − σ ψ_δ β̂₀ᵀβ   subject to Xβ = y,   ψ_δ = ‖∇Ψ_δ(β₀)‖
 *
 * with Ψ_δ of {@link mirrorPotential} and σ = sgn(a₀)sgn(a(∞)): 1 unless a changes sign, a case that the theorem as
 * printed leaves out (it assumes β(t) ≠ 0 throughout). Stationarity across the row space leaves one unknown,
 * β = β_row + σ c β̂₀,null with c ≥ 0 from √(κ − δ) c = ψ_δ‖β‖, whose sides cross once since Ψ_δ is convex; it is
 * solved by bisection. {@link interpolatingLimit} reaches the same β by another route. If y is outside the range of X,
 * Xβ = y holds in the least-squares sense. Singular values of X below max(n, d) ε times the largest count as 0.
 *
 * Source: arXiv 2406.06158, Theorem 3.1; σ and learning rates added.
 *
 * @returns β(∞), length d.
 * @throws LazyrichError for β₀ = 0 with δ < 0, shapes that do not fit, numbers that are not finite, rates that are not
 * positive.
 * @example
 * implicitBiasMinimizer({ X: [0.5, 1], y: [1.1], beta0: [0.5, 0.05], delta: 0 }) // [1.022…, 0.588…]
 */
export function implicitBiasMinimizer(problem: ImplicitBiasProblem): Float64Array<ArrayBuffer> {
  requireProblem('problem', problem, BIAS_PROBLEM)
  requireBeta(problem)
  const { X, y, beta0, delta, signChange = false } = problem
  requireFlag('signChange', signChange)
  const learningRate = requireRates(problem.learningRate)
  const { slope: psi } = potential(beta0, delta, learningRate)
  const size = norm(beta0)
  const direction = Float64Array.from(beta0, (entry) => (size === 0 ? 0 : entry / size))
  const { betaRow, rest } = rowSpace(X, y, direction)
  const along = norm(rest)
  if (psi === 0 || along === 0) return betaRow
  const rates = rootOfRates(learningRate)
  const fixed = norm(betaRow)
  // √(κ − δ) c/‖β‖ − ψ, from −ψ at c = 0 upwards.
  const excess = (c: number): number => {
    const beta = Math.hypot(fixed, c * along)
    return Math.SQRT2 * balanceOf(delta, rates * beta).rootWeights * (c / beta) - psi
  }
  const c = (crossing(excess, Math.max(size, fixed)) ?? Number.NaN) * (signChange ? -1 : 1)
  return betaRow.map((entry, j) => entry + c * rest[j]!)
}

/**
 * Where gradient flow on ½‖Xβ − y‖² ends far upstream, δ → +∞: lazy linear regression, which finds the interpolator
 * nearest to β₀, β_row + β₀,null with β_row = X⁺y. Learning rates do not matter.
 *
 * Source: arXiv 2406.06158, section 3.
 *
 * @returns β, length d.
 * @throws LazyrichError for shapes that do not fit and numbers that are not finite.
 * @example
 * upstreamLimit({ X: [1, 0], y: [2], beta0: [1, 3] }) // [2, 3]
 */
export function upstreamLimit(problem: BetaProblem): Float64Array<ArrayBuffer> {
  requireProblem('problem', problem, BETA_PROBLEM)
  requireBeta(problem)
  const { betaRow, rest } = rowSpace(problem.X, problem.y, problem.beta0)
  return betaRow.map((entry, j) => entry + rest[j]!)
}

/**
 * Where gradient flow of a w on ½‖X a w − y‖² ends far downstream, δ → −∞: a settles first, with the sign of β₀ᵀXᵀy
 * relative to a₀; then w turns in the row space at fixed length:
 *
 *     β_row + sgn(β₀ᵀXᵀy) (‖β_row‖/‖Pβ₀‖) β₀,null,   β_row = X⁺y,   P = X⁺X
 *
 * which keeps β₀'s direction only where that ray meets the solutions (for one sample, always). Learning rates do not
 * matter.
 *
 * Source: arXiv 2406.06158, section 3, with the sign.
 *
 * @returns β, length d.
 * @throws LazyrichError for β₀ᵀXᵀy = 0 with Xᵀy ≠ 0, where the flow stays at the saddle or the next order decides;
 * shapes that do not fit and numbers that are not finite.
 * @example
 * downstreamLimit({ X: [1, 0], y: [2], beta0: [1, 3] }) // [2, 6]
 */
export function downstreamLimit(problem: BetaProblem): Float64Array<ArrayBuffer> {
  requireProblem('problem', problem, BETA_PROBLEM)
  requireBeta(problem)
  const { X, y, beta0 } = problem
  const { betaRow, row, rest } = rowSpace(X, y, beta0)
  const fixed = norm(betaRow)
  if (fixed === 0) return betaRow
  const pull = new Float64Array(beta0.length)
  multiplyTransposed(X, y, pull)
  const overlap = dot(row, pull)
  if (overlap === 0)
    throw new LazyrichError(
      'beta0 is perpendicular to Xᵀy: a beta0 with beta0ᵀXᵀy ≠ 0 is accepted, since its sign decides',
    )
  const factor = (Math.sign(overlap) * fixed) / norm(row)
  return betaRow.map((entry, j) => entry + factor * rest[j]!)
}

function rootOfRates({ a, w }: Rates): number {
  return Math.sqrt(a) * Math.sqrt(w)
}

function requireBeta({ X, y, beta0 }: BetaProblem): void {
  requireNumbers('beta0', beta0)
  requireNumbers('y', y)
  const [n, d] = [y.length, beta0.length]
  requireLength('X', X, n * d, `y's length ${n} times beta0's length ${d}, row by row`)
}

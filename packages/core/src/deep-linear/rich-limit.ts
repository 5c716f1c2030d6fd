import { type Names, requireOptions, requireProblem } from '../door/fields.ts'
import { requireLength, requireNumbers } from '../door/list.ts'
import { requireFinite, requireWhole } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { rowSpace } from '../linear-algebra/row-space.ts'
import { norm } from '../vector.ts'
import { logOfRoot } from './log-sum.ts'
import { type LayerRates, requireLayerRates } from './problem.ts'

/** Data with one output, and where the flow starts. */
export interface RichLimitProblem {
  /** Inputs, shape [n, d], row-major, of any rank. */
  readonly X: ArrayLike<number>
  /** Length n. */
  readonly y: ArrayLike<number>
  /** Where β = the product of all layers starts, length d. */
  readonly beta0: ArrayLike<number>
  /** Layers D ≥ 1, the readout included: 1 is linear regression, 2 the rich two-layer network. */
  readonly depth: number
}

const PROBLEM: Names<RichLimitProblem> = { X: true, y: true, beta0: true, depth: true }

/** What an isotropic start leaves open. */
export interface IsotropicOptions {
  /** Layers D ≥ 2, the readout included. */
  readonly depth: number
  /** η_l of each layer, or one for all; 1 if left out. */
  readonly learningRate?: LayerRates | undefined
}

const ISOTROPIC: Names<IsotropicOptions> = { depth: true, learningRate: true }

/**
 * The potential whose mirror flow β follows in a rich (balanced, δ → 0) deep linear network with one output, and its
 * gradient. With D layers, that is L = D − 1 hidden ones,
 *
 *     Ψ(β) = D/(D + 1) ‖β‖^((D + 1)/D),   ∇Ψ(β) = ‖β‖^(−(D − 1)/D) β
 *
 * It goes from ½‖β‖² for one layer towards ‖β‖ for many: the deeper the network, the less a large β costs. The gradient
 * is 0 at β = 0.
 *
 * Source: arXiv 2406.06158, Theorem B.10 (there with L = D − 1).
 *
 * @example
 * richPotential([0, 4], 2) // { value: 5.333…, gradient: [0, 2] }
 *
 * @param beta length d.
 * @param depth layers D, a whole number ≥ 1.
 * @throws LazyrichError for an empty β, entries that are not finite and a depth that is not a whole number ≥ 1.
 */
export function richPotential(
  beta: ArrayLike<number>,
  depth: number,
): { value: number; gradient: Float64Array<ArrayBuffer> } {
  requireWhole('depth', depth)
  requireNumbers('beta', beta)
  const size = norm(beta)
  return { value: (depth / (depth + 1)) * size ** ((depth + 1) / depth), gradient: mirrored(beta, size, depth) }
}

/**
 * Where gradient flow of a rich deep linear network (square layers, isotropic start, δ → 0, one output) ends, from X, y
 * and β₀ alone:
 *
 *     β(∞) = argmin D/(D + 1) ‖β‖^((D + 1)/D) − ‖β₀‖^(−(D − 1)/D) β₀ᵀβ   subject to Xβ = y
 *
 * With v = ∇Ψ(β) the null space of X sees only v_null = ‖β₀‖^(−(D − 1)/D) β₀,null, which stays, and the row space only
 * β_row = X⁺y; since β = ‖v‖^(D − 1) v, one number is left to find: s = ‖v‖ with
 * s^(2D) = ‖β_row‖² + s^(2D − 2)‖v_null‖². It holds for flows in which β never passes through 0; for one neuron per
 * layer with all δ_l = 0 ({@link flowChain}) it is exact, without a limit.
 *
 * Source: arXiv 2406.06158, Theorem B.10 (there with L = D − 1). If y is outside the range of X, the least-squares set
 * takes the place of Xβ = y.
 *
 * @example
 * richInterpolant({ X: [1, 0], y: [1], beta0: [0, 0.25], depth: 2 }) // [1, 0.532…]
 *
 * @returns β(∞), length d.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite and a depth that is not a whole
 * number ≥ 1.
 */
export function richInterpolant(problem: RichLimitProblem): Float64Array<ArrayBuffer> {
  requireProblem('problem', problem, PROBLEM)
  const { X, y, beta0, depth } = problem
  requireWhole('depth', depth)
  requireNumbers('beta0', beta0)
  requireNumbers('y', y)
  requireLength(
    'X',
    X,
    y.length * beta0.length,
    `y's length × beta0's length = ${y.length} × ${beta0.length}, row by row`,
  )
  const { betaRow: inRow, rest: inNull } = rowSpace(X, y, mirrored(beta0, norm(beta0), depth))
  const r = norm(inRow)
  const m = norm(inNull)
  // s² = m² + u: u (m² + u)^(D − 1) = r²
  const squared = Array.from({ length: depth - 1 }, () => m * m)
  const u = r === 0 ? 0 : Math.exp(logOfRoot(squared, 2 * Math.log(r)))
  const grown = Math.sqrt(m * m + u) ** (depth - 1)
  return inRow.map((entry, j) => entry + grown * inNull[j]!)
}

/**
 * A start with the given product whose layers are balanced in every direction, as {@link richInterpolant} assumes: with
 * Ŵ_l = W_l/√η_l and β̂ the direction of β, D − 1 square layers Ŵ_l = √−δ̂ I + (s − √−δ̂) β̂β̂ᵀ and the readout
 * √(s² + δ̂) β̂, δ̂ = δ/(η_{D−1} η_D). Of the matrices of {@link deepLinearConserved} the last is δI and all others are 0;
 * as δ → 0 from below, flow from here ends at the rich limit, for all rates.
 *
 * Source: arXiv 2406.06158, Theorem B.10, with learning rates: in Ŵ the flow is that of unit rates.
 *
 * @example
 * const start = isotropicStart([0, 1], -1e-6, { depth: 3 }) // { widths: [2, 2, 2, 1] }
 * deepLinearOutputs({ widths: start.widths, W: start.W0 }, [3, 4]) // [4]
 *
 * @param beta the product, length d, not 0.
 * @param delta below 0, or 0: with one output and more than one neuron W_{L+1}ᵀW_{L+1} cannot exceed W_LW_Lᵀ in every
 * direction.
 * @returns a start for {@link flowDeepLinear}, learning rates included.
 * @throws LazyrichError for β = 0, δ > 0, entries that are not finite, a depth below 2 and rates that are not positive.
 */
export function isotropicStart(
  beta: ArrayLike<number>,
  delta: number,
  options: IsotropicOptions,
): { widths: number[]; W0: Float64Array<ArrayBuffer>[]; learningRate: number[] } {
  requireNumbers('beta', beta)
  requireFinite('delta', delta)
  if (delta > 0)
    throw new LazyrichError(
      `delta is ${delta}: a finite number ≤ 0 is accepted, since no start with one output has delta > 0`,
    )
  requireOptions('options', options, ISOTROPIC)
  const { depth } = options
  requireWhole('depth', depth, 2)
  const rates = requireLayerRates(options.learningRate, depth)
  const size = norm(beta)
  if (size === 0) throw new LazyrichError('beta is 0: a beta with a direction is accepted')
  const roots = rates.map(Math.sqrt)
  const [last, readout] = [roots.at(-2)!, roots.at(-1)!]
  const unbalance = -delta / last / last / readout / readout // −δ̂
  const d = beta.length
  const squared = Array.from({ length: depth - 1 }, () => unbalance)
  const logSize = roots.reduce((log, root) => log - Math.log(root), Math.log(size))
  const u = Math.exp(logOfRoot(squared, 2 * logSize)) // s² + δ̂
  const rest = Math.sqrt(unbalance)
  const more = Math.sqrt(u + unbalance) - rest
  const unit = Float64Array.from(beta, (entry) => entry / size)
  const square = new Float64Array(d * d)
  for (let i = 0; i < d; i++)
    for (let j = 0; j < d; j++) square[i * d + j] = (i === j ? rest : 0) + more * unit[i]! * unit[j]!
  const scaled = (matrix: Float64Array, l: number): Float64Array<ArrayBuffer> =>
    matrix.map((entry) => roots[l]! * entry)
  return {
    widths: [...Array.from({ length: depth }, () => d), 1],
    W0: [
      ...Array.from({ length: depth - 1 }, (_, l) => scaled(square, l)),
      scaled(
        unit.map((entry) => Math.sqrt(u) * entry),
        depth - 1,
      ),
    ],
    learningRate: rates,
  }
}

/** ‖β‖^(−(D − 1)/D) β, computed from the direction so that no size overflows. */
function mirrored(beta: ArrayLike<number>, size: number, depth: number): Float64Array<ArrayBuffer> {
  const length = size ** (1 / depth)
  return Float64Array.from(beta, (entry) => (size === 0 ? 0 : length * (entry / size)))
}

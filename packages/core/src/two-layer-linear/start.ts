import { type Names, requireOptions } from '../door/fields.ts'
import { requireLength } from '../door/list.ts'
import { requireFinite, requirePositive } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type LearningRate, type Rates, requireRates } from '../learning-rate.ts'
import { fullSvd } from '../linear-algebra/svd.ts'
import { unitOf } from '../power-of-two.ts'
import { orthonormalMatrix } from '../random/orthonormal.ts'
import type { RandomStream } from '../random/stream.ts'
import { requireStream } from '../random/stream.ts'
import { type LinearShape, type LinearStart, requireWidths } from './problem.ts'

/** A start that was made for a shape: what {@link LinearStart} names, as typed arrays and with its rates. */
export interface MadeLinearStart extends LinearStart {
  /** Shape [h, c], row-major. */
  readonly A0: Float64Array<ArrayBuffer>
  /** Shape [h, d], row-major. */
  readonly W0: Float64Array<ArrayBuffer>
  readonly learningRate: Rates
}

/** The network that a balanced start is drawn for. */
export interface BalancedLinearOptions extends LinearShape {
  /** δ, with η_W AAᵀ − η_A WWᵀ = δI. */
  readonly delta: number
  /** Size of the drawn layer, > 0: for δ = 0, β starts at about its square. */
  readonly scale: number
  /** η_A and η_W; 1 if left out. */
  readonly learningRate?: LearningRate | undefined
}

/** The network that is to compute a given β. */
export interface LinearFromBetaOptions extends LinearShape {
  /** η_A and η_W; 1 if left out. */
  readonly learningRate?: LearningRate | undefined
}

/** More would not fit into memory. */
const MOST_WEIGHTS = 2 ** 31

const FROM_BETA: Names<LinearFromBetaOptions> = { hidden: true, inputs: true, outputs: true, learningRate: true }
const BALANCED: Names<BalancedLinearOptions> = { ...FROM_BETA, delta: true, scale: true }

/**
 * A random start with Δ = η_W AAᵀ − η_A WWᵀ = δI: for δ ≥ 0 the entries of √η_A W (shape [h, d]) are normal with
 * standard deviation scale/√d and √η_W A = √(η_A WWᵀ + δI) Vᵀ with h random orthonormal columns V; for δ < 0 with A and
 * W swapped. It exists for h ≤ c if δ > 0 (AAᵀ then has rank h), for h ≤ d if δ < 0, and always if δ = 0, where the
 * wider side follows from the narrower one.
 *
 * Source: arXiv 2406.06158, section 4 and appendix (Δ = δI); called λ-balanced in Dominé et al. 2025.
 *
 * @example
 * const random = randomStream(0, 'student')
 * const start = balancedLinearStart(random, { hidden: 2, inputs: 3, outputs: 2, delta: -1, scale: 0.1 })
 * exactLinear({ ...start, target: [1, 0, 0, 1, 0, 0] }).delta // -1
 *
 * @throws LazyrichError for shapes in which no such start exists, numbers that are not finite or out of range, unknown
 * options.
 */
export function balancedLinearStart(random: RandomStream, options: BalancedLinearOptions): MadeLinearStart {
  requireStream(random)
  requireOptions('options', options, BALANCED)
  const { hidden, inputs, outputs, delta, scale } = options
  requireBalanceable(options, delta)
  requirePositive('scale', scale)
  const rates = requireRates(options.learningRate)
  const fromInputs = delta > 0 || (delta === 0 && inputs <= outputs)
  const [near, far] = fromInputs ? [inputs, outputs] : [outputs, inputs]
  const drawn = Float64Array.from({ length: hidden * near }, () => (scale / Math.sqrt(near)) * random.normal())
  const { left, values } = fullSvd(drawn, hidden, near)
  const rank = delta === 0 ? Math.min(hidden, near) : hidden
  const directions = orthonormalMatrix(random, far, rank)
  const made = new Float64Array(hidden * far)
  for (let r = 0; r < rank; r++) {
    const size = Math.hypot(r < values.length ? values[r]! : 0, Math.sqrt(Math.abs(delta)))
    for (let k = 0; k < hidden; k++)
      for (let j = 0; j < far; j++)
        made[k * far + j] = made[k * far + j]! + left[k * hidden + r]! * size * directions[j * rank + r]!
  }
  return atRates(hidden, fromInputs ? made : drawn, fromInputs ? drawn : made, rates)
}

/**
 * The aligned start with WᵀA = β and Δ = δI: with √(η_Aη_W) β = Σ_r σ_r l_r r_rᵀ, neuron r has A along r_r and W along
 * l_r, η_W A² = (√(δ² + 4σ²) + δ)/2 and η_A W² = (√(δ² + 4σ²) − δ)/2, each without cancellation; neurons beyond the rank
 * of β carry |δ| on one side only. It exists for rank β ≤ h, and h ≤ c if δ > 0, h ≤ d if δ < 0.
 *
 * Source: both follow from √(η_Aη_W) A W = σ and η_W A² − η_A W² = δ, the δ of {@link linearDelta}.
 *
 * @example
 * const start = linearFromBeta([3, 4], 0, { hidden: 1, inputs: 2, outputs: 1 })
 * exactLinear({ ...start, target: [0, 1] }).beta([0]) // [3, 4]
 *
 * @param beta β, shape [d, c], row-major; singular values below max(c, d) ε of the largest count as 0.
 * @throws LazyrichError where no such start exists, for a β of the wrong length, numbers that are not finite, unknown
 * options.
 */
export function linearFromBeta(
  beta: ArrayLike<number>,
  delta: number,
  options: LinearFromBetaOptions,
): MadeLinearStart {
  requireOptions('options', options, FROM_BETA)
  requireBalanceable(options, delta)
  const { hidden, inputs, outputs } = options
  requireLength('beta', beta, inputs * outputs, `${inputs} × ${outputs}, inputs × outputs, row by row`)
  const rates = requireRates(options.learningRate)
  const root = Math.sqrt(rates.a) * Math.sqrt(rates.w)
  const unit = unitOf(beta)
  const { left, values, right } = fullSvd(
    Float64Array.from(beta, (entry) => entry / unit),
    inputs,
    outputs,
  )
  const least = Math.max(inputs, outputs) * Number.EPSILON * (values[0] ?? 0)
  const rank = values.filter((value) => value > least).length
  if (rank > hidden)
    throw new LazyrichError(`beta has rank ${rank}, hidden is ${hidden}: a rank of at most hidden is accepted`)
  const A0 = new Float64Array(hidden * outputs)
  const W0 = new Float64Array(hidden * inputs)
  for (let k = 0; k < hidden; k++) {
    const sigma = k < rank ? root * unit * values[k]! : 0
    const large = Math.sqrt(Math.hypot(delta / 2, sigma) + Math.abs(delta / 2))
    const small = large === 0 ? 0 : sigma / large
    const [a, w] = delta >= 0 ? [large, small] : [small, large]
    if (a !== 0) for (let j = 0; j < outputs; j++) A0[k * outputs + j] = a * right[j * outputs + k]!
    if (w !== 0) for (let i = 0; i < inputs; i++) W0[k * inputs + i] = w * left[i * inputs + k]!
  }
  return atRates(hidden, A0, W0, rates)
}

/** √η_W A and √η_A W, which conserve their difference at unit rates, as A and W at these rates. */
function atRates(
  hidden: number,
  A: Float64Array<ArrayBuffer>,
  W: Float64Array<ArrayBuffer>,
  rates: Rates,
): MadeLinearStart {
  return {
    hidden,
    A0: A.map((entry) => entry / Math.sqrt(rates.w)),
    W0: W.map((entry) => entry / Math.sqrt(rates.a)),
    learningRate: rates,
  }
}

/** Throws unless Δ = δI can hold in the shape. */
function requireBalanceable(shape: LinearShape, delta: number): void {
  requireWidths(shape)
  requireFinite('delta', delta)
  const { hidden, inputs, outputs } = shape
  if (hidden * (inputs + outputs) > MOST_WEIGHTS)
    throw new LazyrichError(
      `hidden is ${hidden}, inputs is ${inputs}, outputs is ${outputs}: 2³¹ weights at most are accepted`,
    )
  const refuse = (side: string, name: string, width: number): never => {
    throw new LazyrichError(
      `hidden is ${hidden}, delta is ${delta}: AAᵀ − WWᵀ = δI with δ ${side} 0 needs hidden ≤ ${name} = ${width}; such a width, or delta 0, is accepted`,
    )
  }
  if (delta > 0 && hidden > outputs) refuse('>', 'outputs', outputs)
  if (delta < 0 && hidden > inputs) refuse('<', 'inputs', inputs)
}

import { requireFiniteList } from '../door/list.ts'
import { requireFinite, requirePositive } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import type { Rates } from '../learning-rate.ts'
import { fullSvd } from '../linear-algebra/svd.ts'
import { orthonormalMatrix } from '../random/orthonormal.ts'
import type { RandomStream } from '../random/stream.ts'
import { type LinearShape, type LinearStart, requireShape, requireTarget } from './problem.ts'

/**
 * A random start with Δ = AAᵀ − WWᵀ = δI: for δ ≥ 0 the entries of W (shape [h, d]) are normal with standard deviation
 * scale/√d and A = √(WWᵀ + δI) Vᵀ with h random orthonormal columns V; for δ < 0 with A and W swapped. It exists for
 * h ≤ c if δ > 0 (AAᵀ = WWᵀ + δI has rank h), for h ≤ d if δ < 0, and always if δ = 0, where the wider side follows
 * from the narrower one.
 *
 * Source: arXiv 2406.06158, section 4 and appendix (Δ = δI); called λ-balanced in Dominé et al. 2025.
 *
 * @example
 * const start = balancedLinearStart(randomStream(0, 'student'), { hidden: 2, inputs: 3, outputs: 2 }, -1, 0.1)
 * linearDelta(start.A0, start.W0, 2) // -1
 *
 * @param scale > 0: for δ = 0, β starts at about the size of its square.
 * @throws LazyrichError for shapes in which no such start exists, and numbers that are not finite or out of range.
 */
export function balancedLinearStart(
  random: RandomStream,
  shape: LinearShape,
  delta: number,
  scale: number,
): LinearStart & { readonly A0: Float64Array; readonly W0: Float64Array } {
  requireBalanceable(shape, delta)
  requirePositive('scale', scale)
  const { hidden, inputs, outputs } = shape
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
  return fromInputs ? { hidden, A0: made, W0: drawn } : { hidden, A0: drawn, W0: made }
}

/**
 * The aligned start with WᵀA = β and Δ = δI: with β = Σ_r σ_r l_r r_rᵀ, neuron r has A along r_r and W along l_r,
 * A² = (√(δ² + 4σ²) + δ)/2 and W² = (√(δ² + 4σ²) − δ)/2, each without cancellation; neurons beyond the rank of β carry
 * |δ| on one side only. It exists for rank β ≤ h, and h ≤ c if δ > 0, h ≤ d if δ < 0.
 *
 * Source: both follow from A W = σ and A² − W² = δ, the δ of {@link linearDelta}.
 *
 * @example
 * const { A0, W0 } = linearFromBeta([3, 4], 0, { hidden: 1, inputs: 2, outputs: 1 })
 * A0[0] * W0[1] // 4
 *
 * @param beta β, shape [d, c], row-major; singular values below max(c, d) ε of the largest count as 0.
 * @throws LazyrichError where no such start exists, for a β of the wrong length and numbers that are not finite.
 */
export function linearFromBeta(
  beta: ArrayLike<number>,
  delta: number,
  shape: LinearShape,
): LinearStart & { readonly A0: Float64Array; readonly W0: Float64Array } {
  requireBalanceable(shape, delta)
  const { hidden, inputs, outputs } = shape
  if (beta.length !== inputs * outputs)
    throw new LazyrichError(`beta has length ${beta.length}: ${inputs} × ${outputs} (inputs × outputs) are accepted`)
  requireFiniteList('beta', beta)
  requireTarget(beta, shape)
  const { left, values, right } = fullSvd(Float64Array.from(beta), inputs, outputs)
  const least = Math.max(inputs, outputs) * Number.EPSILON * (values[0] ?? 0)
  const rank = values.filter((value) => value > least).length
  if (rank > hidden)
    throw new LazyrichError(`beta has rank ${rank}, hidden is ${hidden}: a rank of at most hidden is accepted`)
  const A0 = new Float64Array(hidden * outputs)
  const W0 = new Float64Array(hidden * inputs)
  for (let k = 0; k < hidden; k++) {
    const sigma = k < rank ? values[k]! : 0
    const large = Math.sqrt((Math.hypot(delta, 2 * sigma) + Math.abs(delta)) / 2)
    const small = large === 0 ? 0 : sigma / large
    const [a, w] = delta >= 0 ? [large, small] : [small, large]
    if (a !== 0) for (let j = 0; j < outputs; j++) A0[k * outputs + j] = a * right[j * outputs + k]!
    if (w !== 0) for (let i = 0; i < inputs; i++) W0[k * inputs + i] = w * left[i * inputs + k]!
  }
  return { hidden, A0, W0 }
}

/**
 * A start drawn for unit rates as one for others: with Â = √η_w A and Ŵ = √η_a W, ÂÂᵀ − ŴŴᵀ = δI is what is conserved,
 * so what was drawn is (Â, Ŵ).
 */
export function startAtRates<Begun extends { readonly A0: Float64Array; readonly W0: Float64Array }>(
  begun: Begun,
  learningRate: Rates,
): Begun & { readonly learningRate: Rates } {
  return {
    ...begun,
    A0: begun.A0.map((entry) => entry / Math.sqrt(learningRate.w)),
    W0: begun.W0.map((entry) => entry / Math.sqrt(learningRate.a)),
    learningRate,
  }
}

/** Throws unless Δ = δI can hold in the shape. */
function requireBalanceable(shape: LinearShape, delta: number): void {
  requireShape(shape)
  requireFinite('delta', delta)
  const { hidden, inputs, outputs } = shape
  const refuse = (side: string, name: string, width: number): never => {
    throw new LazyrichError(
      `hidden is ${hidden}, delta is ${delta}: AAᵀ − WWᵀ = δI with δ ${side} 0 needs hidden ≤ ${name} = ${width}; such a width, or delta 0, is accepted`,
    )
  }
  if (delta > 0 && hidden > outputs) refuse('>', 'outputs', outputs)
  if (delta < 0 && hidden > inputs) refuse('<', 'inputs', inputs)
}

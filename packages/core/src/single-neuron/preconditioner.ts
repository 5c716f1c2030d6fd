import { balanceOf } from './balance.ts'
import { type Neuron, requireNeuron, requireNeuronBeta } from './neuron.ts'
import { type RateOptions, requireRateOptions } from './rate-options.ts'

/**
 * The preconditioner of β = a w under gradient flow, β̇ = −M ∂L/∂β:
 *
 *     M = η_w a² I + η_a w wᵀ
 *
 * The paper writes it in β and δ ({@link neuronPreconditionerOfBeta}); this form exists at β = 0 too. The same for
 * every loss.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @returns M, shape [d, d], symmetric.
 * @throws LazyrichError for an empty w, numbers that are not finite, rates that are not positive.
 * @example
 * neuronPreconditioner({ a: 2, w: [1, 0] }) // [5, 0, 0, 4]
 */
export function neuronPreconditioner(neuron: Neuron): Float64Array<ArrayBuffer> {
  const learningRate = requireNeuron(neuron)
  const { a, w } = neuron
  return scaledIdentityPlus(learningRate.w * a * a, learningRate.a, w)
}

/**
 * The same preconditioner from β = a w and δ = η_w a² − η_a‖w‖²: with κ = √(δ² + 4 η_aη_w‖β‖²)
 *
 *     M = (κ + δ)/2 I + (κ − δ)/2 β̂β̂ᵀ
 *
 * δ → +∞: M ≈ δ I, lazy. δ = 0: √(η_aη_w)‖β‖(I + β̂β̂ᵀ), rich. δ → −∞: |δ| β̂β̂ᵀ, lazy along β, then rich. The smaller
 * half is computed as η_aη_w‖β‖²/larger, so that no digits are lost at large |δ|.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @param beta β, length d.
 * @returns M, shape [d, d], symmetric.
 * @throws LazyrichError for β = 0 with δ < 0, where w has no direction, an empty β, numbers that are not finite, rates
 * that are not positive.
 * @example
 * neuronPreconditionerOfBeta([2, 0], 3) // [5, 0, 0, 4]
 */
export function neuronPreconditionerOfBeta(
  beta: ArrayLike<number>,
  delta: number,
  options: RateOptions = {},
): Float64Array<ArrayBuffer> {
  const learningRate = requireRateOptions(options)
  const size = requireNeuronBeta(beta, delta)
  const { readout, weights } = balanceOf(delta, Math.sqrt(learningRate.a) * Math.sqrt(learningRate.w) * size)
  const direction = Float64Array.from(beta, (entry) => (size === 0 ? 0 : entry / size))
  return scaledIdentityPlus(readout, weights, direction)
}

/** p I + q v vᵀ. */
function scaledIdentityPlus(p: number, q: number, v: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const d = v.length
  const M = new Float64Array(d * d)
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) M[i * d + j] = (i === j ? p : 0) + q * v[i]! * v[j]!
  return M
}

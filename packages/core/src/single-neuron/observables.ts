import { requireLength } from '../door/list.ts'
import { dot, norm } from '../vector.ts'
import { type Neuron, requireNeuron } from './neuron.ts'

/** The two numbers by which the paper follows a neuron (its Fig. 3), and how fast they change. */
export interface NeuronObservables {
  /** μ = a‖w‖, ‖β‖ with the sign of a. */
  readonly signedMagnitude: number
  /** φ = cos ∠(w, β*); NaN where either is 0. */
  readonly alignment: number
  /** μ̇, per unit of flow time; NaN where w = 0. */
  readonly signedMagnitudeVelocity: number
  /** φ̇, per unit of flow time; NaN where φ is NaN. */
  readonly alignmentVelocity: number
}

/**
 * Signed magnitude μ = a‖w‖ and alignment φ = cos ∠(w, β*) of f(x) = a wᵀx, and their velocities under gradient flow
 * on ½‖Xaw − y‖² with whitened input (XᵀX = I, β* = Xᵀy):
 *
 *     μ̇ = √(δ² + 4η_aη_wμ²) (φ‖β*‖ − μ)
 *     φ̇ = 2η_aη_w μ‖β*‖ (1 − φ²)/(√(δ² + 4η_aη_wμ²) − δ)
 *
 * Computed from the state, where √(δ² + 4η_aη_wμ²) = η_w a² + η_a‖w‖² and its difference from δ is 2η_a‖w‖², so that
 * nothing cancels at large |δ|: φ̇ = η_w a‖β*‖(1 − φ²)/‖w‖, with 1 − φ² = ‖ŵ − φβ̂*‖² from the part across β*.
 *
 * Source: arXiv 2406.06158, section 3 and Fig. 3, with learning rates.
 *
 * @param target β*, length d.
 * @throws LazyrichError for lengths that differ, numbers that are not finite, rates that are not positive.
 * @example
 * const seen = neuronObservables({ a: 1, w: [1, 0] }, [0, 2]) // { signedMagnitude: 1, alignment: 0 }
 * seen.signedMagnitudeVelocity // -2
 * seen.alignmentVelocity // 2
 */
export function neuronObservables(neuron: Neuron, target: ArrayLike<number>): NeuronObservables {
  const learningRate = requireNeuron(neuron)
  const { a, w } = neuron
  requireLength('target', target, w.length, "w's length")
  const size = norm(w)
  const pull = norm(target)
  const directionW = Float64Array.from(w, (entry) => entry / size) // NaN for w = 0, and so on from there
  const directionTarget = Float64Array.from(target, (entry) => entry / pull)
  const alignment = Math.min(1, Math.max(-1, dot(directionW, directionTarget)))
  const across = norm(directionW.map((entry, j) => entry - alignment * directionTarget[j]!))
  const kappa = learningRate.w * a * a + learningRate.a * size * size
  return {
    signedMagnitude: a * size,
    alignment,
    signedMagnitudeVelocity: kappa * (dot(directionW, target) - a * size),
    alignmentVelocity: (learningRate.w * a * pull * across * across) / size,
  }
}

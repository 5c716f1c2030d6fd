import { plainGradient } from './gradient/plain.ts'
import { type Regression, type ReluWeights, requireNetwork, requireRegression } from './network.ts'

/** How fast β_k = a_k w_k of every neuron grows and turns under gradient flow. */
export interface ReluVelocities {
  /** g_k = Σ_i σ'(w_kᵀx_i) x_i ∂L/∂f(x_i), shape [m, d]: 0 for a neuron that no sample activates. */
  readonly gradient: Float64Array<ArrayBuffer>
  /** d‖β_k‖/dt, length m. At β_k = 0, ‖β̇_k‖: it can only grow. */
  readonly radial: Float64Array<ArrayBuffer>
  /** dβ̂_k/dt, shape [m, d]; NaN where w_k = 0, which has no direction. */
  readonly directional: Float64Array<ArrayBuffer>
  /**
   * Turning relative to growth, (κ_k + δ_k)/(2κ_k): 1 upstream, ½ balanced, 0 downstream. NaN where a_k and w_k are 0.
   */
  readonly turningShare: Float64Array<ArrayBuffer>
}

/**
 * Radial and directional velocity of every neuron under gradient flow on the data's loss (`mean` if they name no
 * other), at the network's learning rates. With β_k = a_k w_k and κ_k = √(δ_k² + 4η_aη_w‖β_k‖²) = η_w a_k² + η_a‖w_k‖²:
 *
 *     d‖β_k‖/dt = −κ_k β̂_kᵀg_k,   dβ̂_k/dt = −(κ_k + δ_k)/(2‖β_k‖) (I − β̂_kβ̂_kᵀ) g_k
 *
 * At equal ‖β_k‖, growth is equally fast for ±δ_k; turning is not. (κ_k + δ_k)/(2‖β_k‖) is computed as η_w|a_k|/‖w_k‖,
 * which does not cancel and also holds at a_k = 0, where a neuron does not turn. Where w_k is on a border of its
 * activity, these are the velocities with σ'(0) = 1.
 *
 * Source: arXiv 2406.06158, section 4, with learning rates.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 * @example
 * const { radial } = reluVelocities({ W: [1, 0], a: [1], leak: 0 }, { X: [1, 0], y: [2] })
 * radial[0] // 4: κ = 2, g = (−2, 0)
 */
export function reluVelocities(network: ReluWeights, data: Regression): ReluVelocities {
  const problem = requireRegression(network, data)
  const { inputs: d, neurons: m, rates: rate, divisor } = problem
  const { W, a, leak } = network
  const lossGradient = plainGradient(data, problem, leak)
  lossGradient.W.set(W)
  lossGradient.a.set(a)
  lossGradient.evaluate()
  const gradient = lossGradient.inputGradient.map((entry) => (2 / divisor) * entry)
  const radial = new Float64Array(m)
  const directional = new Float64Array(m * d)
  const turningShare = new Float64Array(m)
  for (let k = 0; k < m; k++) {
    const readout = a[k]!
    const row = k * d
    let squared = 0
    let along = 0
    let steepest = 0
    for (let j = 0; j < d; j++) {
      squared += W[row + j]! ** 2
      along += W[row + j]! * gradient[row + j]!
      steepest += gradient[row + j]! ** 2
    }
    const length = Math.sqrt(squared)
    const kappa = rate.w * readout * readout + rate.a * squared
    turningShare[k] = (rate.w * readout * readout) / kappa
    if (length === 0) radial[k] = kappa * Math.sqrt(steepest)
    else if (readout === 0) radial[k] = kappa * Math.abs(along / length)
    else radial[k] = -kappa * Math.sign(readout) * (along / length)
    const turn = (rate.w * Math.abs(readout)) / length
    for (let j = 0; j < d; j++)
      directional[row + j] = length === 0 ? Number.NaN : -turn * (gradient[row + j]! - (W[row + j]! * along) / squared)
  }
  return { gradient, radial, directional, turningShare }
}

/**
 * M_k = η_w a_k² I + η_a w_k w_kᵀ of every neuron, shape [m, d, d]: β̇_k = −M_k g_k for β_k = a_k w_k and the g_k of
 * {@link reluVelocities}. The rates are the network's. The same as (κ_k + δ_k)/2 I + (κ_k − δ_k)/2 β̂_kβ̂_kᵀ, but defined
 * at β_k = 0 too.
 *
 * Source: arXiv 2406.06158, sections 3 and 4.
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 * @example
 * reluPreconditioners({ W: [1, 2], a: [3], leak: 0 }) // [10, 2, 2, 13]
 */
export function reluPreconditioners(network: ReluWeights): Float64Array<ArrayBuffer> {
  const { inputs: d, rates: rate } = requireNetwork(network)
  const { W, a } = network
  const M = new Float64Array(a.length * d * d)
  for (let k = 0; k < a.length; k++)
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++)
        M[(k * d + i) * d + j] = rate.a * W[k * d + i]! * W[k * d + j]! + (i === j ? rate.w * a[k]! * a[k]! : 0)
  return M
}

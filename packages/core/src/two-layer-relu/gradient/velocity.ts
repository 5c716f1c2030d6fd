import type { Rates } from '../../learning-rate.ts'
import type { ReluGradient } from './gradient.ts'

/**
 * Writes the velocity of the gradient's current weights under gradient flow at these rates, into (W, a) of length
 * md + m:
 *
 *     ẇ_k = −η_w 2c a_k Σ_i r_i σ'(w_kᵀx_i) x_i,   ȧ_k = −η_a 2c Σ_i r_i σ(w_kᵀx_i)
 *
 * One gradient and md multiplications.
 *
 * @param divisor 1/c of the loss: n for the mean.
 */
export function velocityOf(gradient: ReluGradient, divisor: number, rate: Rates, into: Float64Array): void {
  const { a, inputGradient, readoutGradient } = gradient
  const [weights, neurons] = [inputGradient.length, a.length]
  const inputs = weights / neurons
  const [readoutRate, inputRate] = [(-2 * rate.a) / divisor, (-2 * rate.w) / divisor]
  gradient.evaluate()
  for (let k = 0; k < neurons; k++) {
    const scale = inputRate * a[k]!
    for (let p = k * inputs; p < (k + 1) * inputs; p++) into[p] = scale * inputGradient[p]!
    into[weights + k] = readoutRate * readoutGradient[k]!
  }
}

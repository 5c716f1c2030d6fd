import type { Rates } from '../../learning-rate.ts'
import type { ReluGradient } from './gradient.ts'

/**
 * Writes the velocity of the gradient's current weights under gradient flow, for n samples and these rates, into (W, a)
 * of length md + m:
 *
 *     ẇ_k = −η_w (2/n) a_k Σ_i r_i σ'(w_kᵀx_i) x_i,   ȧ_k = −η_a (2/n) Σ_i r_i σ(w_kᵀx_i)
 *
 * One gradient and md multiplications.
 */
export function velocityOf(gradient: ReluGradient, samples: number, rate: Rates, into: Float64Array): void {
  const { a, inputGradient, readoutGradient } = gradient
  const [weights, neurons] = [inputGradient.length, a.length]
  const inputs = weights / neurons
  const [readoutRate, inputRate] = [(-2 * rate.a) / samples, (-2 * rate.w) / samples]
  gradient.evaluate()
  for (let k = 0; k < neurons; k++) {
    const scale = inputRate * a[k]!
    for (let p = k * inputs; p < (k + 1) * inputs; p++) into[p] = scale * inputGradient[p]!
    into[weights + k] = readoutRate * readoutGradient[k]!
  }
}

import { hyperbolicEntropy } from './hyperbolic-entropy.ts'

/**
 * Whether singular values are few or many by the entropy of δ: Σ_r φ_δ(σ_r) / φ_δ(‖σ‖), 1 where φ_δ is like ℓ²; its
 * limit for δ → 0 is Σ_r σ_r / ‖σ‖. NaN where all are 0.
 *
 * @param delta with rates, δ/√(η_aη_w) for σ of β itself.
 */
export function spectralEntropy(values: Float64Array, delta: number): number {
  const length = Math.hypot(...values)
  if (length === 0) return Number.NaN
  let sum = 0
  if (delta === 0) {
    for (const value of values) sum += value
    return sum / length
  }
  for (const value of values) sum += hyperbolicEntropy(value, delta).value
  return sum / hyperbolicEntropy(length, delta).value
}

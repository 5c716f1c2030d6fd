import type { Rates } from '../learning-rate.ts'
import type { SquaredSteps } from './gradient/gradient.ts'
import { deltasOf, type ReluNetwork, ratesIn } from './network.ts'

/** max_k |δ_k(t) − δ_k|, the largest change of a neuron's δ_k = η_w a_k² − η_a‖w_k‖² since now. */
export function driftOfDelta(network: ReluNetwork): () => number {
  const rates = ratesIn(network)
  const start = deltasOf(network, rates)
  return () => deltasOf(network, rates).reduce((most, now, k) => Math.max(most, Math.abs(now - start[k]!)), 0)
}

/** The same as the steps of a descent alone predict it, exactly: max_k |η_w Σ (Δa_k)² − η_a Σ ‖Δw_k‖²|. */
export function predictedDrift({ a, w }: SquaredSteps, learningRate: Rates): number {
  return a.reduce((most, squared, k) => Math.max(most, Math.abs(learningRate.w * squared - learningRate.a * w[k]!)), 0)
}

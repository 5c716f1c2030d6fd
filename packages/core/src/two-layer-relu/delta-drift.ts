import type { Rates } from '../learning-rate.ts'
import { deltasOf, type ReluNetwork } from './network.ts'

/** max_k |δ_k(t) − δ_k|, the largest change of a neuron's δ_k = η_w a_k² − η_a‖w_k‖² since now. */
export function driftOfDelta(network: ReluNetwork, learningRate: Rates): () => number {
  const start = deltasOf(network, learningRate)
  return () => deltasOf(network, learningRate).reduce((most, now, k) => Math.max(most, Math.abs(now - start[k]!)), 0)
}

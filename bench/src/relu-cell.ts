import { initializeRelu, type ReluNetwork } from '@lazyrich/core/two-layer-relu'
import { cellArray, cellStart } from '@lazyrich/testing/relu-cell'

/** The learning rate at τ = 1. */
export const LEARNING_RATE = 5e-3

/** A fresh network at τ = 1, δ = 0, and its data. */
export function reluCell(): { network: ReluNetwork; data: { X: Float64Array; y: Float64Array } } {
  return { network: initializeRelu(cellStart(), { tau: 1, delta: 0 }), data: { X: cellArray('X'), y: cellArray('y') } }
}

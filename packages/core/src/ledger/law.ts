import type { Rates } from '../learning-rate.ts'

/** How a descent moves its weights. */
export interface DescentRule {
  /** μ of v′ = μv + g. */
  readonly momentum: number
  /** λ. */
  readonly weightDecay: number
  readonly decay: 'decoupled' | 'gradient'
  /** Factors of a step's learning rate; equal where there is decay. */
  readonly learningRate: Rates
}

/** δ and what of the past its next step depends on. */
export interface Law {
  readonly delta: Float64Array
  /**
   * One step θ′ = (1 − ηλ)θ − ηv′.
   *
   * @param stepSize η.
   * @param push k′ = η_a v_a² − η_w‖v_w‖² of the step's velocity v′.
   */
  advance(stepSize: number, push: Float64Array): void
}

/**
 * The law that each number δ of a network follows along a descent, whatever its loss, its batches and its schedule are.
 * With p = a v_a − wᵀv_w of the weights before a step and the velocity after it, and k of {@link Law.advance},
 *
 *     p′ = μ((1 − η₋λ)p − η₋k),   δ′ = (1 − ηλ)² δ − 2ηη_aη_w(1 − ηλ)p′ + η²η_aη_w k′    (decoupled decay)
 *     p′ = μ(p − η₋k) + λδ/η_a,   δ′ = δ − 2ηη_aη_w p′ + η²η_aη_w k′                     (decay in the gradient)
 *
 * where η₋ and k are those of the step before, since the gradient itself drops out of p: a ∂L/∂a = wᵀ∂L/∂w. Six
 * multiply-adds per number and step.
 *
 * @param start δ before the first step, when velocities are 0; becomes the ledger's.
 */
export function openLaw(start: Float64Array, rule: DescentRule): Law {
  const { momentum, weightDecay, decay, learningRate } = rule
  const both = learningRate.a * learningRate.w
  const ofDelta = decay === 'gradient' ? weightDecay / learningRate.a : 0
  const delta = start
  const cross = new Float64Array(start.length)
  const pushed = new Float64Array(start.length)
  let rateBefore = 0
  let keptBefore = 1

  return {
    delta,
    advance(stepSize, push) {
      const kept = decay === 'decoupled' ? 1 - stepSize * learningRate.a * weightDecay : 1
      const turn = 2 * stepSize * both * kept
      const square = stepSize * stepSize * both
      for (let k = 0; k < delta.length; k++) {
        const p = momentum * (keptBefore * cross[k]! - rateBefore * pushed[k]!) + ofDelta * delta[k]!
        delta[k] = kept * kept * delta[k]! - turn * p + square * push[k]!
        cross[k] = p
        pushed[k] = push[k]!
      }
      rateBefore = stepSize
      keptBefore = kept
    },
  }
}

import type { LearningRate } from '../learning-rate.ts'
import { requireRates } from '../learning-rate.ts'
import { createGradient } from './gradient/create.ts'
import type { KernelVariant, SquaredSteps } from './gradient/gradient.ts'
import { type Regression, type ReluNetwork, reluSizes } from './network.ts'

/** Full-batch gradient descent on one network, in place. */
export interface ReluDescent {
  /** Takes that many steps. Returns the number taken, which is smaller if the loss stops being finite. */
  advance(steps: number): number
  /** Mean squared error (without ½) at the current weights. */
  loss(): number
  /**
   * What its steps have added up to: δ_k = η_w a_k² − η_a‖w_k‖² of every neuron has been carried by exactly η_w Σ (Δa_k)²
   * − η_a Σ ‖Δw_k‖², as in `deltaLedger`. Live; write to them to go on from another descent's.
   */
  readonly squaredSteps: SquaredSteps
  /** What computes its gradients. */
  readonly kernelVariant: KernelVariant
}

/**
 * Full-batch gradient descent on L = (1/n) Σ_i (f(x_i) − y_i)² (loss `mean`, without ½):
 *
 *     a_k ← a_k − η_a (2/n) Σ_i r_i σ(w_kᵀx_i),   w_k ← w_k − η_w (2/n) a_k Σ_i r_i σ'(w_kᵀx_i) x_i,   σ'(0) = 1
 *
 * Changes `network` in place, never the data; a step allocates nothing. Source: arXiv 2406.06158, section 4 and its
 * appendix; rates as in section 3.
 *
 * @param learningRate η of both layers, or {a: η_a, w: η_w}.
 * @param kernelVariant `simd` if left out: WebAssembly where it runs, plain loops elsewhere; `js`: plain loops, 4 to 20
 * times slower, which agree to 1e-12 per step.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, a rate that is not positive.
 * @example
 * const network = cloneNetwork({ W: [1], a: [1], leak: 0 })
 * const descent = reluDescent(network, { X: [1], y: [2] }, 0.1)
 * descent.advance(100) // 100, the number of steps taken
 */
export function reluDescent(
  network: ReluNetwork,
  data: Regression,
  learningRate: LearningRate,
  kernelVariant: KernelVariant = 'simd',
): ReluDescent {
  const rate = requireRates(learningRate)
  const sizes = reluSizes(network, data)
  const { W, a, leak } = network
  const gradient = createGradient(data, sizes, leak, kernelVariant)
  const readoutStep = (2 * rate.a) / sizes.samples
  const inputStep = (2 * rate.w) / sizes.samples

  function load(): void {
    gradient.W.set(W)
    gradient.a.set(a)
  }

  return {
    kernelVariant: gradient.variant,
    squaredSteps: gradient.squaredSteps,
    advance(steps) {
      load()
      let taken = 0
      while (taken < steps && Number.isFinite(gradient.evaluate())) {
        gradient.descend(readoutStep, inputStep)
        taken++
      }
      W.set(gradient.W)
      a.set(gradient.a)
      return taken
    },
    loss() {
      load()
      return gradient.evaluate()
    },
  }
}

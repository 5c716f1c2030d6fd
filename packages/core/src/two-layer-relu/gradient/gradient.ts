/** What does the arithmetic: plain loops, or WebAssembly SIMD with two numbers per vector. */
export type KernelVariant = 'js' | 'simd'

/**
 * Σ (change of a_k)² and Σ ‖change of w_k‖² over the steps of a descent, length m each: since the terms of first order
 * cancel, they carry δ_k = η_w a_k² − η_a‖w_k‖² by exactly η_w Σ (Δa_k)² − η_a Σ ‖Δw_k‖².
 */
export interface SquaredSteps {
  readonly a: Float64Array<ArrayBuffer>
  readonly w: Float64Array<ArrayBuffer>
}

/**
 * The gradient of one network on one data set, in buffers allocated once: write the weights, evaluate, read.
 *
 * With r_i = f(x_i) − y_i and σ'(0) = 1, times 2/n (and a_k) these are the gradient of L = (1/n) Σ r_i².
 */
export interface ReluGradient {
  readonly variant: KernelVariant
  /** The input weights at which to take the gradient, shape [m, d], row-major. */
  readonly W: Float64Array
  /** Readouts, length m. */
  readonly a: Float64Array
  /** Σ_i r_i σ'(w_kᵀx_i) x_i, shape [m, d]. */
  readonly inputGradient: Float64Array
  /** Σ_i r_i σ(w_kᵀx_i), length m. */
  readonly readoutGradient: Float64Array
  /** Added up by {@link descend}. */
  readonly squaredSteps: SquaredSteps
  /** Computes the gradient at the current W and a; returns the loss. Allocates nothing. */
  evaluate(): number
  /** The loss at the current W and a; leaves the gradients alone. */
  loss(): number
  /** One step of descent with the last gradient: a_k ← a_k − readoutStep g_k, w_k ← w_k − inputStep a_k G_k. */
  descend(readoutStep: number, inputStep: number): void
}

import type { Regression, ReluSizes } from '../network.ts'
import { plainGradient } from './plain.ts'
import { simdGradient } from './simd.ts'

/** What does the arithmetic: plain loops, or WebAssembly with vectors of two numbers. */
export type KernelVariant = 'js' | 'simd'

/**
 * The gradient of one network on one set of data, in buffers that are made once: write the weights, evaluate, read.
 *
 * With r_i = f(x_i) − y_i and σ'(0) = 1, times 2/n (and a_k) these are the gradient of L = (1/n) Σ r_i².
 */
export interface ReluGradient {
  readonly variant: KernelVariant
  /** Where the gradient is taken: input weights, shape [m, d], row-major. */
  readonly W: Float64Array
  /** Readouts, length m. */
  readonly a: Float64Array
  /** Σ_i r_i σ'(w_kᵀx_i) x_i, shape [m, d]. */
  readonly inputGradient: Float64Array
  /** Σ_i r_i σ(w_kᵀx_i), length m. */
  readonly readoutGradient: Float64Array
  /** Takes the gradient at the present W and a; returns the loss. Allocates nothing. */
  evaluate(): number
  /** The loss at the present W and a; the gradients are left as they are. */
  loss(): number
  /** One step of descent with the gradient taken last: a_k ← a_k − readoutStep g_k, w_k ← w_k − inputStep a_k G_k. */
  descend(readoutStep: number, inputStep: number): void
}

/**
 * Which variant takes the gradients of ReLU networks here.
 *
 * @example
 * kernelVariant() // 'simd', in Node and in browsers since 2022
 */
export function kernelVariant(): KernelVariant {
  return createGradient({ X: [1], y: [1] }, { samples: 1, inputs: 1, neurons: 1 }, 0).variant
}

/** The fastest that this machine has, or the plain loops, for data that were checked; the data are copied. */
export function createGradient(
  data: Regression,
  sizes: ReluSizes,
  leak: number,
  variant: KernelVariant = 'simd',
): ReluGradient {
  return (variant === 'simd' && simdGradient(data, sizes, leak)) || plainGradient(data, sizes, leak)
}

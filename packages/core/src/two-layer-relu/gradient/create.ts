import type { Regression, ReluSizes } from '../network.ts'
import type { KernelVariant, ReluGradient } from './gradient.ts'
import { plainGradient } from './plain.ts'
import { simdGradient } from './wasm/simd.ts'

/**
 * Which variant takes the gradients of ReLU networks here.
 *
 * @example
 * availableKernelVariant() // 'simd', in Node and in browsers since 2022
 */
export function availableKernelVariant(): KernelVariant {
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

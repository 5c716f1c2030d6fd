import type { Regression, ReluSizes } from '../network.ts'
import type { KernelVariant, ReluGradient } from './gradient.ts'
import { plainGradient } from './plain.ts'
import { simdGradient } from './wasm/simd.ts'

/**
 * The variant that computes the gradients of ReLU networks on this machine.
 *
 * @example
 * availableKernelVariant() // 'simd', in Node and in browsers since 2022
 */
export function availableKernelVariant(): KernelVariant {
  return createGradient({ X: [1], y: [1] }, { samples: 1, inputs: 1, neurons: 1 }, 0).variant
}

/** The fastest gradient that this machine can run, or the plain loops. For checked data, which are copied. */
export function createGradient(
  data: Regression,
  sizes: ReluSizes,
  leak: number,
  variant: KernelVariant = 'simd',
): ReluGradient {
  return (variant === 'simd' && simdGradient(data, sizes, leak)) || plainGradient(data, sizes, leak)
}

import type { Computation } from '@lazyrich/core/port'

/** TensorFlow.js's names for its backends. */
export const BACKENDS = ['wasm', 'cpu', 'webgl', 'webgpu'] as const

export type BackendName = (typeof BACKENDS)[number]

/** The backend that computes from now on, and why it was chosen. */
export interface Backend {
  readonly name: BackendName
  /** One line for a person: asked for, the default, or a fallback and from what. */
  readonly why: string
  /** Of TensorFlow.js. */
  readonly version: string
  readonly features: BackendFeatures
  /** What a person should know before trusting a time or waiting for one; empty where all is well. */
  readonly warnings: readonly string[]
}

/**
 * Which loops compute. On wasm the training kernels, `relaxed` (a multiply and add is rounded once) or `simd`, and
 * `scalar` without them; `js` on cpu, `gpu` on the others. Runs of different variants agree to a tolerance only.
 */
export type BackendVariant = 'relaxed' | 'simd' | 'scalar' | 'js' | 'gpu'

export interface BackendFeatures {
  readonly variant: BackendVariant
  /** Threads that WebAssembly computes with; 1 everywhere else. */
  readonly threads: number
}

/** The same as a run reports it. */
export function computationOn({ name, features, version, warnings }: Backend): Computation {
  return { backend: name, kernelVariant: features.variant, versions: { '@tensorflow/tfjs': version }, warnings }
}

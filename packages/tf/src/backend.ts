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

/** The same as a run reports it. */
export function computationOn({ name, features, version, warnings }: Backend): Computation {
  return {
    backend: name,
    kernelVariant: variantOf(name, features),
    versions: { '@tensorflow/tfjs': version },
    warnings,
  }
}

function variantOf(name: BackendName, { simd }: BackendFeatures): string {
  if (name === 'wasm') return simd ? 'simd' : 'scalar'
  return name === 'cpu' ? 'js' : 'gpu'
}

export interface BackendFeatures {
  /** True where products use the processor's vector units through WebAssembly. */
  readonly simd: boolean
  /** Threads that WebAssembly computes with; 1 everywhere else. */
  readonly threads: number
}

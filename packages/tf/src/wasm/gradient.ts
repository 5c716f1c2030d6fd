import type { GradConfig, Tf } from './tfjs.ts'

/**
 * A gradient that is made of one kernel of ours on the wasm backend, where TensorFlow.js makes it of several. Gradients
 * are registered for all backends at once: on the others `stock` goes on.
 */
export interface TrainingGradient {
  /** The kernel that it is the gradient of. */
  readonly name: string
  /** True where TensorFlow.js has none, on any backend: `stock` is then undefined. */
  readonly adds?: true
  make(tf: Tf, stock: GradConfig): GradConfig
}

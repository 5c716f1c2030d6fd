import type { Tensor } from '@tensorflow/tfjs-core'
import type { TrainingGradient } from '../gradient.ts'
import type { GradConfig, Tf } from '../tfjs.ts'

/**
 * A gradient of our own in x, on wasm, where dy is float32 and `takes` x. Elsewhere, and where a gradient of it is asked
 * for, which ours has not for every x, the operations of TensorFlow.js go on.
 */
export function ownGradient<Attributes>(
  name: string,
  takes: (x: Tensor) => boolean,
  gradient: (tf: Tf, dy: Tensor, x: Tensor, attributes: Attributes) => Tensor,
): TrainingGradient {
  return {
    name,
    make(tf: Tf, stock: GradConfig): GradConfig {
      return {
        ...stock,
        gradFunc(dy, saved, attributes) {
          const [x] = saved as [Tensor]
          const ours =
            tf.getBackend() === 'wasm' &&
            !Array.isArray(dy) &&
            dy.dtype === 'float32' &&
            takes(x) &&
            tf.engine().state.gradientDepth === 0
          if (!ours) return stock.gradFunc(dy, saved, attributes)
          return { x: () => gradient(tf, dy, x, attributes as unknown as Attributes) }
        },
      }
    },
  }
}

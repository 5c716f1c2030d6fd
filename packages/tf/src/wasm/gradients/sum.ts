import type { TrainingGradient } from '../gradient.ts'
import type { GradConfig, Tf } from '../tfjs.ts'

/**
 * Gradients of sums and means: dy, repeated along the axes that were summed over. TensorFlow.js multiplies it by a tensor
 * of ones that JavaScript fills and copies to the backend, which takes longer than the rest of a batch norm.
 */
export const sumGradients: readonly TrainingGradient[] = [repeated('Sum', false), repeated('Mean', true)]

function repeated(name: string, mean: boolean): TrainingGradient {
  return {
    name,
    make(tf: Tf, stock: GradConfig): GradConfig {
      return {
        ...stock,
        gradFunc(dy, saved, attrs) {
          const [x] = saved as [(typeof saved)[0]]
          // Repeating has a gradient for up to four axes only: where one is asked for, the operations go on.
          const ours =
            tf.getBackend() === 'wasm' &&
            !Array.isArray(dy) &&
            dy.dtype === 'float32' &&
            x.size > 0 &&
            tf.engine().state.gradientDepth === 0
          if (!ours) return stock.gradFunc(dy, saved, attrs)
          const axes = tf.util.parseAxisParam((attrs as unknown as { axis: number | number[] }).axis, x.shape)
          const shape = x.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent))
          return {
            x: () => {
              const part = mean && dy.size > 0 ? tf.div(dy, x.size / dy.size) : dy
              return tf.broadcastTo(tf.reshape(part, shape), x.shape as never)
            },
          }
        },
      }
    },
  }
}

import type { TrainingGradient } from '../gradient.ts'
import { ownGradient } from './own-gradient.ts'

/**
 * Gradients of sums and means: dy, repeated along the axes that were summed over. TensorFlow.js multiplies it by a tensor
 * of ones that JavaScript fills and copies to the backend, which takes longer than the rest of a batch norm.
 */
export const sumGradients: readonly TrainingGradient[] = [repeated('Sum', false), repeated('Mean', true)]

// Repeating has a gradient for up to four axes only.
function repeated(name: string, mean: boolean): TrainingGradient {
  return ownGradient<{ readonly axis: number | number[] }>(
    name,
    (x) => x.size > 0,
    (tf, dy, x, { axis }) => {
      const axes = tf.util.parseAxisParam(axis, x.shape)
      const shape = x.shape.map((extent, i) => (axes.includes(i) ? 1 : extent))
      const part = mean && dy.size > 0 ? tf.div(dy, x.size / dy.size) : dy
      return tf.broadcastTo(tf.reshape(part, shape), x.shape as never)
    },
  )
}

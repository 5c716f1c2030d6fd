import type { TrainingGradient } from '../gradient.ts'
import { ownGradient } from './own-gradient.ts'

/** Gradients of ReLU, ReLU6 and leaky ReLU in one kernel each. */
export const reluGradients: readonly TrainingGradient[] = [
  oneKernel('Relu', () => ({ below: 0, ceiling: Number.POSITIVE_INFINITY, keepNaN: true })),
  oneKernel('Relu6', () => ({ below: 0, ceiling: 6, keepNaN: true })),
  // TensorFlow.js counts a NaN in x as not positive here.
  oneKernel('LeakyRelu', ({ alpha }) => ({ below: alpha, ceiling: Number.POSITIVE_INFINITY, keepNaN: false })),
]

type Attributes = Record<string, number>

// The kernel has no gradient of its own.
function oneKernel(name: string, attributesOf: (attributes: Attributes) => object): TrainingGradient {
  return ownGradient<Attributes>(
    name,
    (x) => x.dtype === 'float32',
    (tf, dy, x, attributes) =>
      tf.engine().runKernel('LazyrichReluGrad', { dy, x }, attributesOf(attributes) as never) as typeof x,
  )
}

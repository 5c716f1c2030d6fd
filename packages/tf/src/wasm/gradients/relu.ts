import type { TrainingGradient } from '../gradient.ts'
import type { GradConfig, Tf } from '../tfjs.ts'

/** Gradients of ReLU, ReLU6 and leaky ReLU in one kernel each. */
export const reluGradients: readonly TrainingGradient[] = [
  oneKernel('Relu', () => ({ below: 0, ceiling: Number.POSITIVE_INFINITY, keepNaN: true })),
  oneKernel('Relu6', () => ({ below: 0, ceiling: 6, keepNaN: true })),
  // TensorFlow.js counts a NaN in x as not positive here.
  oneKernel('LeakyRelu', ({ alpha }) => ({ below: alpha, ceiling: Number.POSITIVE_INFINITY, keepNaN: false })),
]

type Attributes = Record<string, number>

function oneKernel(name: string, attributesOf: (attrs: Attributes) => object): TrainingGradient {
  return {
    name,
    make(tf: Tf, stock: GradConfig): GradConfig {
      return {
        ...stock,
        gradFunc(dy, saved, attrs) {
          const [x] = saved as [(typeof saved)[0]]
          const engine = tf.engine()
          // Our kernel has no gradient of its own: where one is asked for, the operations go on.
          const ours =
            tf.getBackend() === 'wasm' &&
            !Array.isArray(dy) &&
            dy.dtype === 'float32' &&
            x.dtype === 'float32' &&
            engine.state.gradientDepth === 0
          if (!ours) return stock.gradFunc(dy, saved, attrs)
          const inputs = { dy, x }
          const attributes = attributesOf(attrs as unknown as Attributes)
          return { x: () => engine.runKernel('LazyrichReluGrad', inputs as never, attributes as never) }
        },
      }
    },
  }
}

import { TfError } from '../../errors.ts'
import { requireFloat32 } from '../convolution/geometry.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Inputs {
  readonly dy: TensorInfo
  readonly x: TensorInfo
}

interface Attributes {
  /** dy is multiplied by this where x ≤ 0 or x > ceiling. */
  readonly below: number
  readonly ceiling: number
  /** Whether a NaN in x makes the gradient NaN. */
  readonly keepNaN: boolean
}

const NAME = 'LazyrichReluGrad'

/** The gradient of ReLU and its relatives in one kernel, under a name of our own: TensorFlow.js makes it of three. */
export const reluGradient: TrainingKernel = trainingKernel<Inputs, Attributes>({
  name: NAME,
  replaces: false,
  compute({ inputs: { dy, x }, attrs: { below, ceiling, keepNaN }, backend, module, tf }) {
    requireFloat32(NAME, { dy, x })
    if (!tf.util.arraysEqual(dy.shape, x.shape))
      throw new TfError(`${NAME}: dy has shape [${dy.shape}] where [${x.shape}], that of x, is accepted`)
    const dx = backend.makeOutput(x.shape, 'float32')
    const size = tf.util.sizeFromShape(x.shape)
    const at = [module.address(dy), module.address(x), module.address(dx)] as const
    if (below === 0 && ceiling === Number.POSITIVE_INFINITY && keepNaN) module.exports.reluGradient(...at, size)
    else module.exports.slope(...at, size, below, ceiling, keepNaN ? 1 : 0)
    return dx
  },
})

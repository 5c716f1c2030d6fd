import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Attributes {
  readonly clipValueMin: number
  readonly clipValueMax: number
}

/** Entries beyond two bounds set to them, and NaN where x is NaN: the stock kernel makes it a bound. */
export const clipByValue: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, Attributes>({
  name: 'ClipByValue',
  replaces: true,
  compute({ inputs: { x }, attrs: { clipValueMin, clipValueMax }, backend, module, tf, stock }) {
    if (x.dtype !== 'float32') return stock()
    const out = backend.makeOutput(x.shape, 'float32')
    const size = tf.util.sizeFromShape(x.shape)
    module.exports.clip(module.address(x), module.address(out), size, clipValueMin, clipValueMax)
    return out
  },
})

/** min(max(0, x), 6), and NaN where x is NaN. */
export const relu6: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, object>({
  name: 'Relu6',
  replaces: true,
  compute({ inputs: { x }, backend, module, tf, stock }) {
    if (x.dtype !== 'float32') return stock()
    const out = backend.makeOutput(x.shape, 'float32')
    module.exports.clip(module.address(x), module.address(out), tf.util.sizeFromShape(x.shape), 0, 6)
    return out
  },
})

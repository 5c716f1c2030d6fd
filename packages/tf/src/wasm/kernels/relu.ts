import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

/**
 * max(0, x), and NaN where x is NaN: the stock kernel makes 0 of one whose sign is set, as ∞ − ∞ is on most machines. It
 * leaves truth values unwritten, which stay as they are.
 */
export const relu: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, object>({
  name: 'Relu',
  replaces: true,
  compute({ inputs: { x }, backend, module, tf, stock }) {
    if (x.dtype === 'bool') {
      backend.incRef(x.dataId)
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
    }
    if (x.dtype !== 'float32') return stock()
    const out = backend.makeOutput(x.shape, 'float32')
    module.exports.relu(module.address(x), module.address(out), tf.util.sizeFromShape(x.shape))
    return out
  },
})

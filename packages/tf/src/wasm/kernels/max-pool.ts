import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { type PoolAttributes, windowsOf } from './windows.ts'

/**
 * The largest entry of each window. The stock kernel leaves entries unwritten where the windows do not end with the
 * image and no rounding is asked for, and makes a NaN the largest, which the cpu backend does not.
 */
export const maxPool: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, PoolAttributes>({
  name: 'MaxPool',
  replaces: true,
  compute({ inputs: { x }, attrs, backend, module, tf, stock }) {
    // Which is an error: the stock kernel takes float32 only.
    if (x.dtype !== 'float32') return stock()
    const { windows, outShape, same } = windowsOf(tf, x, attrs)
    if (same) {
      backend.incRef(x.dataId)
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
    }
    const out = backend.makeOutput(outShape, 'float32')
    module.exports.maxPool(module.address(x), module.address(out), ...windows)
    return out
  },
})

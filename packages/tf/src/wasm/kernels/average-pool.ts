import { compose } from '../compose.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { type PoolAttributes, windowsOf } from './windows.ts'

/**
 * The mean of the entries in each window. The stock kernel leaves entries unwritten where the windows do not end with
 * the image and no rounding is asked for, and reads whole numbers as if they were float32.
 */
export const averagePool: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, PoolAttributes>({
  name: 'AvgPool',
  replaces: true,
  compute({ inputs: { x }, attrs, backend, module, tf }) {
    const { windows, outShape, same } = windowsOf(tf, x, attrs)
    if (same) {
      backend.incRef(x.dataId)
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
    }
    const { asFloat, dispose } = compose(tf, backend)
    const floats = asFloat(x)
    const out = backend.makeOutput(outShape, 'float32')
    module.exports.averagePool(module.address(floats), module.address(out), ...windows)
    dispose()
    return out
  },
})

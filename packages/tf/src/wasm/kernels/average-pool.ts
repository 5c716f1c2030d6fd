import { TfError } from '../../errors.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { type PoolAttributes, windowsOf } from './windows.ts'

/**
 * The mean of the entries in each window. The stock kernel leaves entries unwritten where the windows do not end with
 * the image and no rounding is asked for, and makes −∞ of NaN.
 */
export const averagePool: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, PoolAttributes>({
  name: 'AvgPool',
  replaces: true,
  compute({ inputs: { x }, attrs, backend, module, tf }) {
    if (x.dtype !== 'float32') throw new TfError(`AvgPool: x is ${x.dtype}: float32 is accepted`)
    const { windows, outShape, same } = windowsOf(tf, x, attrs)
    if (same) {
      backend.incRef(x.dataId)
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
    }
    const out = backend.makeOutput(outShape, 'float32')
    module.exports.averagePool(module.address(x), module.address(out), ...windows)
    return out
  },
})

import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { pool } from './pool.ts'
import type { PoolAttributes } from './windows.ts'

/**
 * The largest entry of each window. The stock kernel leaves entries unwritten where the windows do not end with the
 * image and no rounding is asked for, and makes a NaN the largest, which the cpu backend does not.
 */
export const maxPool: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, PoolAttributes>({
  name: 'MaxPool',
  replaces: true,
  compute(call) {
    // Which is an error: the stock kernel takes float32 only.
    return call.inputs.x.dtype === 'float32' ? pool(call, 'max') : call.stock()
  },
})

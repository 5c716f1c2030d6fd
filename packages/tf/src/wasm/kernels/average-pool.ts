import { TfError } from '../../errors.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { pool } from './pool.ts'
import type { PoolAttributes } from './windows.ts'

/**
 * The mean of the entries in each window. The stock kernel leaves entries unwritten where the windows do not end with
 * the image and no rounding is asked for, and makes −∞ of NaN.
 */
export const averagePool: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, PoolAttributes>({
  name: 'AvgPool',
  replaces: true,
  compute(call) {
    const { dtype } = call.inputs.x
    if (dtype !== 'float32') throw new TfError(`AvgPool: x is ${dtype}: float32 is accepted`)
    return pool(call, 'mean')
  },
})

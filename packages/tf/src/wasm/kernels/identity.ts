import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

/**
 * The same entries under a second name, as the cpu backend has it: counted, not copied. The stock kernel copies every
 * tensor that a gradient saves, and TensorFlow.js' own leak check counts the copy of a custom gradient as a leak.
 */
export const identity: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, object>({
  name: 'Identity',
  replaces: true,
  compute({ inputs: { x }, backend, stock }) {
    if (x.dtype === 'string') return stock()
    backend.incRef(x.dataId)
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
  },
})

import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

/** max(0, x): the stock kernel is right and fast for numbers and leaves truth values unwritten, which stay as they are. */
export const relu: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, object>({
  name: 'Relu',
  replaces: true,
  compute({ inputs: { x }, backend, stock }) {
    if (x.dtype !== 'bool') return stock()
    backend.incRef(x.dataId)
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype }
  },
})

import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { DataType, TensorInfo } from '../tfjs.ts'

/** A tensor as another type; as the type that it has, it is itself, where the stock kernel copies it. */
export const cast: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, { readonly dtype: DataType }>({
  name: 'Cast',
  replaces: true,
  compute({ inputs: { x }, attrs: { dtype }, backend, stock }) {
    if (x.dtype !== dtype || dtype === 'string') return stock()
    backend.incRef(x.dataId)
    return { dataId: x.dataId, shape: x.shape, dtype }
  },
})

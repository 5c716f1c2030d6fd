import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { reduce } from './reduction.ts'

interface Attributes {
  readonly axis: number | number[]
  readonly keepDims: boolean
}

/** Means over any axes where they lie, as of a batch norm. 4 bytes read an entry. */
export const mean: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, Attributes>({
  name: 'Mean',
  replaces: true,
  compute(call) {
    const { x } = call.inputs
    return x.dtype === 'float32' ? reduce(call, x, true) : call.stock()
  },
})

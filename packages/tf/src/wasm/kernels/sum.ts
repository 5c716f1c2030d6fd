import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { reduce } from './reduction.ts'

interface Attributes {
  readonly axis: number | number[]
  readonly keepDims: boolean
}

/** Sums over any axes where they lie, the gradient of every bias among them. 4 bytes read an entry. */
export const sum: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, Attributes>({
  name: 'Sum',
  replaces: true,
  compute(call) {
    const { x } = call.inputs
    return x.dtype === 'float32' ? reduce(call, x, false) : call.stock()
  },
})

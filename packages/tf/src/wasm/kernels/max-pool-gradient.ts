import { TfError } from '../../errors.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { gradientWindows } from './gradient-windows.ts'
import type { PoolAttributes } from './windows.ts'

interface Inputs {
  readonly dy: TensorInfo
  readonly input: TensorInfo
}

/** What each entry of the input adds to the loss through the windows whose first largest it is. Stock: right and slow. */
export const maxPoolGradient: TrainingKernel = trainingKernel<Inputs, PoolAttributes>({
  name: 'MaxPoolGrad',
  replaces: true,
  compute({ inputs: { dy, input }, attrs, backend, module, tf }) {
    if (dy.dtype !== 'float32' || input.dtype !== 'float32')
      throw new TfError(`MaxPoolGrad: dy is ${dy.dtype} and the input ${input.dtype}: float32 is accepted`)
    const { windows, exact } = gradientWindows(tf, 'MaxPoolGrad', dy, input, attrs)
    const dx = backend.makeOutput(input.shape, 'float32')
    module.exports.maxPoolGradient(module.address(dy), module.address(input), module.address(dx), ...windows, exact)
    return dx
  },
})

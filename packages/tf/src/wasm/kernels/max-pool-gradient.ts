import { TfError } from '../../errors.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { type PoolAttributes, windowsOf } from './windows.ts'

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
    const { windows, outShape, exact } = windowsOf(tf, input, attrs)
    requireShape(dy, outShape, 'MaxPoolGrad')
    const dx = backend.makeOutput(input.shape, 'float32')
    module.exports.maxPoolGradient(module.address(dy), module.address(input), module.address(dx), ...windows, exact)
    return dx
  },
})

/** @throws TfError where dy is not one entry a window. */
export function requireShape(dy: TensorInfo, shape: readonly number[], kernel: string): void {
  if (dy.shape.join() !== shape.join())
    throw new TfError(`${kernel}: dy has shape [${dy.shape}] where [${shape}], one entry a window, is accepted`)
}

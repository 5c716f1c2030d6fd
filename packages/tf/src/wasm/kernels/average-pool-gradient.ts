import { TfError } from '../../errors.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { gradientWindows } from './gradient-windows.ts'
import type { PoolAttributes } from './windows.ts'

interface Inputs {
  readonly dy: TensorInfo
  readonly input: TensorInfo
}

/**
 * What each entry of the input adds to the loss through its windows, as the cpu backend counts: where a window overhangs
 * the image, it divides by the whole area and not by what is inside. Stock: the same, slow.
 */
export const averagePoolGradient: TrainingKernel = trainingKernel<Inputs, PoolAttributes>({
  name: 'AvgPoolGrad',
  replaces: true,
  compute({ inputs: { dy, input }, attrs, backend, module, tf }) {
    if (dy.dtype !== 'float32') throw new TfError(`AvgPoolGrad: dy is ${dy.dtype}: float32 is accepted`)
    const { windows, exact } = gradientWindows(tf, 'AvgPoolGrad', dy, input, attrs)
    const dx = backend.makeOutput(input.shape, 'float32')
    module.exports.averagePoolGradient(module.address(dy), module.address(dx), ...windows, exact)
    return dx
  },
})

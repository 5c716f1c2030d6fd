import { TfError } from '../../errors.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { requireShape } from './gradient-windows.ts'
import type { Pool3dAttributes } from './max-pool-3d.ts'

interface Inputs {
  readonly dy: TensorInfo
  readonly input: TensorInfo
}

/**
 * What each entry of a volume adds to the loss through the windows whose last largest it is. The stock kernel reads beyond
 * the border where padding overhangs it.
 */
export const maxPool3dGradient: TrainingKernel = trainingKernel<Inputs, Pool3dAttributes>({
  name: 'MaxPool3DGrad',
  replaces: true,
  compute({ inputs: { dy, input }, attrs: { filterSize, strides, pad, dimRoundingMode }, backend, module, tf }) {
    if (dy.dtype !== 'float32' || input.dtype !== 'float32')
      throw new TfError(`MaxPool3DGrad: dy is ${dy.dtype} and the input ${input.dtype}: float32 is accepted`)
    const shape = input.shape as [number, number, number, number, number]
    const info = tf.backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode)
    requireShape(dy, info.outShape, 'MaxPool3DGrad')
    const dx = backend.makeOutput(shape, 'float32')
    module.exports.maxPool3dGradient(
      module.address(dy),
      module.address(input),
      module.address(dx),
      info.batchSize,
      info.inDepth,
      info.inHeight,
      info.inWidth,
      info.inChannels,
      info.outDepth,
      info.outHeight,
      info.outWidth,
      info.filterDepth,
      info.filterHeight,
      info.filterWidth,
      info.strideDepth,
      info.strideHeight,
      info.strideWidth,
      info.padInfo.front,
      info.padInfo.top,
      info.padInfo.left,
    )
    return dx
  },
})

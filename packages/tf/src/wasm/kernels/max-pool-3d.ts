import { compose } from '../compose.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { poolWindows } from './pool.ts'

type Triple = [number, number, number] | number

/** What the pooling operations of TensorFlow.js ask for in volumes. */
export interface Pool3dAttributes {
  readonly filterSize: Triple
  readonly strides: Triple
  readonly pad: 'valid' | 'same' | number
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
}

/**
 * The largest entry of each window of a volume: the largest of the largest in each of its planes. The stock kernel reads
 * beyond the border where padding overhangs it, and takes whole numbers for float32. The output is float32, as on the cpu
 * backend.
 */
export const maxPool3d: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, Pool3dAttributes>({
  name: 'MaxPool3D',
  replaces: true,
  compute({ inputs, attrs: { filterSize, strides, pad, dimRoundingMode }, backend, module, tf, stock }) {
    if (inputs.x.dtype === 'string' || inputs.x.dtype === 'complex64') return stock()
    const shape = inputs.x.shape as [number, number, number, number, number]
    const info = tf.backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode)
    const { batchSize, inDepth, inHeight, inWidth, inChannels, outDepth, outHeight, outWidth } = info
    const { front, top, left } = info.padInfo
    const { asFloat, dispose } = compose(tf, backend)
    try {
      const x = asFloat(inputs.x)
      const out = backend.makeOutput(info.outShape, 'float32')
      const inPlanes = outHeight * outWidth
      module.withScratch(4 * batchSize * inDepth * inPlanes * inChannels, (planes) => {
        const { filterDepth, filterHeight, filterWidth, strideDepth, strideHeight, strideWidth } = info
        const images = [batchSize * inDepth, inHeight, inWidth, inChannels, outHeight, outWidth] as const
        const filter = [filterHeight, filterWidth, strideHeight, strideWidth, top, left] as const
        poolWindows(module, 'max', module.address(x), planes, [...images, ...filter])
        // The planes as rows of an image, and a window of one column.
        const rows = [batchSize, inDepth, inPlanes, inChannels, outDepth, inPlanes] as const
        poolWindows(module, 'max', planes, module.address(out), [...rows, filterDepth, 1, strideDepth, 1, front, 0])
      })
      return out
    } finally {
      dispose()
    }
  },
})

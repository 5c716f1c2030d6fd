import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { bytesOf } from './bytes-of.ts'

interface Inputs {
  readonly x: TensorInfo
  readonly indices: TensorInfo
}

interface Attributes {
  readonly axis: number
  readonly batchDims: number
}

/**
 * Slices of x at given indices, as of an embedding or a batch of examples: copied whole, where the stock kernel works out
 * the place of every entry. Floor: the bytes of the output, read and written.
 */
export const gather: TrainingKernel = trainingKernel<Inputs, Attributes>({
  name: 'GatherV2',
  replaces: true,
  compute({ inputs: { x, indices }, attrs: { axis, batchDims }, backend, module, tf, stock }) {
    if (x.dtype === 'string' || x.dtype === 'complex64' || indices.dtype !== 'int32') return stock()
    const { util, backend_util } = tf
    const at = util.parseAxisParam(axis, x.shape)[0]!
    const extent = x.shape[at]!
    const size = util.sizeFromShape(indices.shape)
    const values = new Int32Array(backend.wasm.HEAPU8.buffer, module.address(indices), size)
    for (const index of values)
      if (!(index >= 0 && index < extent))
        util.assert(false, () => `GatherV2: the index value ${index} is not in [0, ${extent - 1}]`)
    // Which only reads x' shape, and throws where the shapes do not fit.
    const info = backend_util.segment_util.collectGatherOpShapeInfo(x as never, indices as never, at, batchDims)
    const out = backend.makeOutput(info.outputShape, x.dtype)
    const [from, ids, to] = [module.address(x), module.address(indices), module.address(out)]
    const bytes = info.sliceSize * bytesOf(x)
    const count = size / info.batchSize
    for (let b = 0; b < info.batchSize; b++)
      module.exports.gather(
        from + b * info.outerSize * info.dimSize * bytes,
        ids + 4 * b * count,
        to + b * info.outerSize * count * bytes,
        info.outerSize,
        info.dimSize,
        count,
        bytes,
      )
    return out
  },
})

import { TfError } from '../../errors.ts'
import { compose } from '../compose.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Inputs {
  readonly x: TensorInfo
  readonly segmentIds: TensorInfo
}

/**
 * The sum of the rows of x that have the same id, and so the gradient of a gather and of an embedding, which wasm has
 * not. Rows with a negative id, or one of no segment, are left out, as on the cpu backend.
 */
export const unsortedSegmentSum: TrainingKernel = trainingKernel<Inputs, { readonly numSegments: number }>({
  name: 'UnsortedSegmentSum',
  replaces: false,
  compute({ inputs: { x, segmentIds }, attrs: { numSegments }, backend, module, tf }) {
    if (x.dtype === 'string' || x.dtype === 'complex64' || segmentIds.dtype !== 'int32')
      throw new TfError(
        `UnsortedSegmentSum: x is ${x.dtype} and segmentIds ${segmentIds.dtype}: float32, int32 and bool are accepted for x, int32 for segmentIds`,
      )
    if (
      segmentIds.shape.length !== 1 ||
      segmentIds.shape[0] !== x.shape[0] ||
      !(numSegments >= 0 && Number.isInteger(numSegments))
    )
      throw new TfError(
        `UnsortedSegmentSum: x has shape [${x.shape}], segmentIds [${segmentIds.shape}], numSegments is ${numSegments}: one id a row of x and 0 segments or more are accepted`,
      )
    const inner = x.shape.slice(1)
    const { asFloat, dispose } = compose(tf, backend)
    try {
      const rows = asFloat(x)
      const out = backend.makeOutput([numSegments, ...inner], 'float32')
      const { segmentSum, segmentSumScratch } = module.exports
      const extents = [x.shape[0]!, tf.util.sizeFromShape(inner), numSegments] as const
      module.withScratch(segmentSumScratch(...extents), (scratch) =>
        segmentSum(module.address(rows), module.address(segmentIds), module.address(out), ...extents, scratch),
      )
      return out
    } finally {
      dispose()
    }
  },
})

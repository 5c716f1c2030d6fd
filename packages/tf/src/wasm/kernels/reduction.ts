import { type Call, type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Attributes {
  readonly axis: number | number[]
  readonly keepDims: boolean
}

type Reduction = Call<{ readonly x: TensorInfo }, Attributes>

/**
 * The sum over some axes, or their mean. Whole numbers are the stock kernel's, which leaves the sums of none unwritten
 * and fails where it transposes none: those are 0, as on the cpu backend.
 */
export function reduction(name: 'Sum' | 'Mean'): TrainingKernel {
  return trainingKernel<{ readonly x: TensorInfo }, Attributes>({
    name,
    replaces: true,
    compute(call) {
      const { x } = call.inputs
      if (x.dtype === 'float32') return reduce(call, x, name === 'Mean')
      if ((x.dtype === 'int32' || x.dtype === 'bool') && call.tf.util.sizeFromShape(x.shape) === 0)
        return zeros(call, name === 'Mean' ? 'float32' : 'int32')
      return call.stock()
    },
  })
}

/** The axes in order, and the shape of the sums over them. */
function outcome({ inputs: { x }, attrs: { axis, keepDims }, tf: { util, backend_util } }: Reduction): {
  readonly axes: readonly number[]
  readonly shape: number[]
  /** Entries a sum. */
  readonly count: number
} {
  const axes = [...util.parseAxisParam(axis, x.shape)].sort((a, b) => a - b)
  const [outShape, reduced] = backend_util.computeOutAndReduceShapes(x.shape, axes)
  const shape = keepDims ? backend_util.expandShapeToKeepDim(outShape, axes) : outShape
  return { axes, shape, count: util.sizeFromShape(reduced) }
}

function zeros(call: Reduction, dtype: 'float32' | 'int32'): TensorInfo {
  const { backend, module, tf } = call
  const { shape } = outcome(call)
  const out = backend.makeOutput(shape, dtype)
  module.exports.clear(module.address(out), 4 * tf.util.sizeFromShape(shape))
  return out
}

/**
 * The sum over some axes of a float32 tensor, or their mean. Axes side by side are summed in one go, whichever they are:
 * the stock kernels transpose the tensor first unless they are the last. Those of length 1 are left as they are.
 */
function reduce(call: Reduction, x: TensorInfo, mean: boolean): TensorInfo {
  const { backend, module, tf } = call
  const { util } = tf
  const { axes, shape, count } = outcome(call)
  // The mean of nothing is 0, as on the cpu backend.
  const scale = mean ? 1 / Math.max(1, count) : 1
  let from = x
  const left = [...x.shape]
  const groups = sideBySide(axes).filter(
    ({ first, length }) => util.sizeFromShape(x.shape.slice(first, first + length)) !== 1,
  )
  if (groups.length === 0) {
    backend.incRef(x.dataId)
    return { dataId: x.dataId, shape, dtype: x.dtype }
  }
  for (const [i, { first, length }] of groups.entries()) {
    const extent = util.sizeFromShape(left.splice(first, length))
    const outer = util.sizeFromShape(left.slice(0, first))
    const inner = util.sizeFromShape(left.slice(first))
    const last = i === groups.length - 1
    const out = backend.makeOutput(last ? shape : [...left], 'float32')
    const add = (scratch: number): void =>
      module.exports.sum(module.address(from), module.address(out), outer, extent, inner, last ? scale : 1, scratch)
    const bytes = module.exports.sumScratch(extent, inner)
    if (outer > 0 && inner > 0) {
      if (bytes > 0) module.withScratch(bytes, add)
      else add(0)
    }
    if (from !== x) backend.disposeData(from.dataId)
    from = out
  }
  return from
}

/** Runs of axes, the last first, so that the axes before keep their places. */
function sideBySide(axes: readonly number[]): { first: number; length: number }[] {
  const groups: { first: number; length: number }[] = []
  for (const axis of axes) {
    const last = groups[0]
    if (last && last.first + last.length === axis) last.length++
    else groups.unshift({ first: axis, length: 1 })
  }
  return groups
}

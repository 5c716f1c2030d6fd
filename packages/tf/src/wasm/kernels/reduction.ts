import type { Call } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Attributes {
  readonly axis: number | number[]
  readonly keepDims: boolean
}

type Reduction = Call<{ readonly x: TensorInfo }, Attributes>

/**
 * The sum over some axes of a float32 tensor, or their mean. Axes side by side are summed in one go, whichever they are:
 * the stock kernels transpose the tensor first unless they are the last.
 */
export function reduce(
  { attrs: { axis, keepDims }, backend, module, tf: { util, backend_util } }: Reduction,
  x: TensorInfo,
  mean: boolean,
): TensorInfo {
  const axes = [...util.parseAxisParam(axis, x.shape)].sort((a, b) => a - b)
  const [outShape, reduced] = backend_util.computeOutAndReduceShapes(x.shape, axes)
  const shape = keepDims ? backend_util.expandShapeToKeepDim(outShape, axes) : outShape
  // The mean of nothing is 0, as on the cpu backend.
  const scale = mean ? 1 / Math.max(1, util.sizeFromShape(reduced)) : 1
  const groups = sideBySide(axes)
  if (groups.length === 0) {
    backend.incRef(x.dataId)
    return { dataId: x.dataId, shape, dtype: x.dtype }
  }
  let from = x
  const left = [...x.shape]
  for (const [i, { first, length }] of groups.entries()) {
    const counts = left.splice(first, length)
    const inner = left.slice(first)
    const out = backend.makeOutput(i === groups.length - 1 ? shape : [...left], 'float32')
    if (util.sizeFromShape(left) > 0)
      module.withScratch(module.exports.sumScratch(), (scratch) => {
        module.exports.sum(
          module.address(from),
          module.address(out),
          util.sizeFromShape(left.slice(0, first)),
          util.sizeFromShape(counts),
          util.sizeFromShape(inner),
          i === groups.length - 1 ? scale : 1,
          scratch,
        )
      })
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

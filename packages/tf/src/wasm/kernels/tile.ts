import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { bytesOf } from './bytes-of.ts'

/**
 * A tensor repeated along its axes, as in the gradient of a batch norm: whole runs are copied, where the stock kernel
 * works out the place of every entry. Floor: the bytes of the output, read and written.
 */
export const tile: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, { readonly reps: number[] }>({
  name: 'Tile',
  replaces: true,
  compute({ inputs: { x }, attrs: { reps }, backend, module, tf, stock }) {
    if (x.dtype === 'string' || x.dtype === 'complex64') return stock()
    const { util } = tf
    const shape = x.shape.map((extent, axis) => extent * reps[axis]!)
    if (util.sizeFromShape(shape) === 0) return backend.makeOutput(shape, x.dtype)
    const passes = repetitions(x.shape, reps, bytesOf(x))
    if (passes.length === 0) {
      backend.incRef(x.dataId)
      return { dataId: x.dataId, shape, dtype: x.dtype }
    }
    let from = x
    let size = util.sizeFromShape(x.shape)
    for (const [i, { outer, bytes, times }] of passes.entries()) {
      size *= times
      const out = backend.makeOutput(i === passes.length - 1 ? shape : [size], x.dtype)
      module.exports.repeatRuns(module.address(from), module.address(out), outer, bytes, times)
      if (from !== x) backend.disposeData(from.dataId)
      from = out
    }
    return from
  },
})

/** One pass an axis that is repeated, the last axis first; axes of length 1 side by side are one. */
function repetitions(
  shape: readonly number[],
  reps: readonly number[],
  entry: number,
): { readonly outer: number; readonly bytes: number; readonly times: number }[] {
  const passes: { outer: number; bytes: number; times: number }[] = []
  let bytes = entry
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    let times = reps[axis]!
    while (axis > 0 && shape[axis] === 1 && shape[axis - 1] === 1) times *= reps[--axis]!
    bytes *= shape[axis]!
    const outer = shape.slice(0, axis).reduce((product, extent) => product * extent, 1)
    if (times > 1) passes.push({ outer, bytes, times })
    bytes *= times
  }
  return passes
}

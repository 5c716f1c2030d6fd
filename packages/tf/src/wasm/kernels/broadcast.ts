import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { repeats } from './wide.ts'

interface Inputs {
  readonly a: TensorInfo
  readonly b: TensorInfo
}

/**
 * Sums, differences, products and quotients of a tensor and one that is repeated over its first axes (a bias) or over its
 * last (a mean of each row). The stock kernels begin anew with every row, which is most of their time where a row has
 * few entries, as channels are few in a first convolution. Everything else stays with them.
 */
function broadcast(name: string, operation: number, reversed: number): TrainingKernel {
  return trainingKernel<Inputs, object>({
    name,
    replaces: true,
    compute({ inputs: { a, b }, backend, module, tf, stock }) {
      if (a.dtype !== 'float32' || b.dtype !== 'float32') return stock()
      const sizeOfA = tf.util.sizeFromShape(a.shape)
      const sizeOfB = tf.util.sizeFromShape(b.shape)
      const [large, small, size, repeated] = sizeOfA >= sizeOfB ? [a, b, sizeOfA, sizeOfB] : [b, a, sizeOfB, sizeOfA]
      if (repeated <= 1 || repeated === size || large.shape.length < small.shape.length) return stock()
      const by = large === a ? operation : reversed
      const rank = large.shape.length
      const shape = [...Array<number>(rank - small.shape.length).fill(1), ...small.shape]
      // Axes before `first` and from `last` on have length 1 in the smaller one.
      const first = shape.findIndex((extent) => extent !== 1)
      const last = shape.findLastIndex((extent) => extent !== 1) + 1
      for (let axis = first; axis < last; axis++) if (shape[axis] !== large.shape[axis]) return stock()
      const inner = large.shape.slice(last).reduce((product, extent) => product * extent, 1)
      if (inner === 1) {
        const times = repeats(repeated, size / repeated)
        const out = backend.makeOutput(large.shape, 'float32')
        module.withScratch(4 * times * repeated, (scratch) => {
          const row = times === 1 ? module.address(small) : scratch
          if (times > 1) module.exports.repeatRuns(module.address(small), row, 1, 4 * repeated, times)
          module.exports.withRow(module.address(large), row, module.address(out), size, times * repeated, by)
        })
        return out
      }
      if (large.shape.slice(0, first).some((extent) => extent !== 1)) return stock()
      const out = backend.makeOutput(large.shape, 'float32')
      module.exports.withColumn(module.address(large), module.address(small), module.address(out), repeated, inner, by)
      return out
    },
  })
}

export const broadcasts: readonly TrainingKernel[] = [
  broadcast('Add', 0, 0),
  broadcast('Sub', 1, 4),
  broadcast('Multiply', 2, 2),
  broadcast('RealDiv', 3, 5),
]

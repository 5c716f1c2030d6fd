import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'
import { bytesOf } from './bytes-of.ts'

interface Attributes {
  readonly begin: number | number[]
  readonly size: number | number[]
}

/**
 * A block of x, copied run by run: the stock kernel copies all of x first, every example of a data set for each batch.
 * Floor: the bytes of the output, read and written.
 */
export const slice: TrainingKernel = trainingKernel<{ readonly x: TensorInfo }, Attributes>({
  name: 'Slice',
  replaces: true,
  compute({ inputs: { x }, attrs, backend, module, tf, stock }) {
    if (x.dtype === 'string' || x.dtype === 'complex64') return stock()
    const [begin, size] = tf.slice_util.parseSliceParams(x as never, attrs.begin, attrs.size) as [number[], number[]]
    tf.slice_util.assertParamsValid(x as never, begin, size)
    const out = backend.makeOutput(size, x.dtype)
    if (tf.util.sizeFromShape(size) === 0) return out
    let from = module.address(x)
    let to = module.address(out)
    // Axes that are taken whole join the run of the axis before them.
    let bytes = bytesOf(x)
    let axis = x.shape.length - 1
    for (; axis > 0 && size[axis] === x.shape[axis]; axis--) bytes *= size[axis]!
    const strides: number[] = []
    for (let i = axis, stride = bytes; i >= 0; i--) {
      strides[i] = stride
      from += begin[i]! * stride
      stride *= x.shape[i]!
    }
    const run = axis < 0 ? bytes : bytes * size[axis]!
    const rows = axis > 0 ? size[axis - 1]! : 1
    const fromRow = axis > 0 ? strides[axis - 1]! : 0
    const copy = (at: number, source: number): void => {
      if (at >= axis - 1) {
        module.exports.copyRows(source, to, rows, run, fromRow, run)
        to += rows * run
        return
      }
      for (let i = 0; i < size[at]!; i++) copy(at + 1, source + i * strides[at]!)
    }
    copy(0, from)
    return out
  },
})

import { TfError } from '../../errors.ts'
import { type Composition, compose } from '../compose.ts'
import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo, Tf } from '../tfjs.ts'

/** Axes by number, those of the output first, in its order; then those that are summed over. */
interface Axes {
  /** How many the output has. */
  readonly kept: number
  readonly summed: readonly number[]
  /** The axes of each operand, in its order. */
  readonly of: readonly (readonly number[])[]
}

/**
 * Sums of products by index notation, which wasm has not. Two operands with an axis in common that is summed over are a
 * product of matrices, the fast kernel; everything else is a product entry by entry and a sum, as on the cpu backend.
 */
export const einsum: TrainingKernel = trainingKernel<Record<string, TensorInfo>, { readonly equation: string }>({
  name: 'Einsum',
  replaces: false,
  compute({ inputs, attrs: { equation }, backend, module, tf }) {
    const { backend_util } = tf
    const operands = Object.values(inputs)
    const { allDims, summedDims, idDims } = backend_util.decodeEinsumEquation(equation, operands.length)
    backend_util.checkEinsumDimSizes(allDims.length, idDims, operands as never)
    const unfit = operands.find(({ dtype }) => dtype !== 'float32' && dtype !== 'int32')
    if (unfit) throw new TfError(`Einsum: an operand is ${unfit.dtype}: float32 and int32 are accepted`)
    const axes: Axes = { kept: allDims.length - summedDims.length, summed: summedDims, of: idDims }
    const whole = operands.every(({ dtype }) => dtype === 'int32')
    if (operands.some(({ shape }) => tf.util.sizeFromShape(shape) === 0)) {
      // Of no entries, all sums are 0; stock kernels fail there.
      const shape = allDims.slice(0, axes.kept).map((_, axis) => extentOf(axis, operands, axes))
      const out = backend.makeOutput(shape, whole ? 'int32' : 'float32')
      module.exports.clear(module.address(out), 4 * tf.util.sizeFromShape(shape))
      return out
    }
    const composition = compose(tf, backend)
    try {
      const floats = whole ? operands : operands.map(composition.asFloat)
      const out = matrices(tf, composition, floats, axes) ?? entries(composition, floats, axes)
      // An operand that comes out as it went in is counted once more, under a name of its own.
      if (operands.includes(out)) backend.incRef(out.dataId)
      else composition.keep(out)
      return { dataId: out.dataId, shape: out.shape, dtype: out.dtype }
    } finally {
      composition.dispose()
    }
  },
})

function extentOf(axis: number, operands: readonly TensorInfo[], { of }: Axes): number {
  const has = of.findIndex((axes) => axes.includes(axis))
  return operands[has]!.shape[of[has]!.indexOf(axis)]!
}

/** As one product of matrices in batches, or undefined where it is none. */
function matrices(
  { util }: Tf,
  { run }: Composition,
  [left, right]: readonly TensorInfo[],
  { kept, summed, of: [ofLeft, ofRight] }: Axes,
): TensorInfo | undefined {
  if (!left || !right || !ofLeft || !ofRight || left.dtype !== 'float32') return undefined
  const inner = summed.filter((axis) => ofLeft.includes(axis) && ofRight.includes(axis))
  if (inner.length === 0) return undefined
  // Axes that only one operand has and the output has not are summed over first.
  const [a, ofA] = reduced(run, left, ofLeft, summed, inner)
  const [b, ofB] = reduced(run, right, ofRight, summed, inner)
  const extent = (axis: number): number =>
    ofA.includes(axis) ? a.shape[ofA.indexOf(axis)]! : b.shape[ofB.indexOf(axis)]!
  const all = Array.from({ length: kept }, (_, axis) => axis)
  const batch = all.filter((axis) => ofA.includes(axis) && ofB.includes(axis))
  const rows = all.filter((axis) => ofA.includes(axis) && !ofB.includes(axis))
  const columns = all.filter((axis) => !ofA.includes(axis) && ofB.includes(axis))
  const size = (axes: readonly number[]): number => util.sizeFromShape(axes.map(extent))
  const matrix = (
    tensor: TensorInfo,
    of: readonly number[],
    outer: readonly number[],
  ): { readonly x: TensorInfo; readonly transposed: boolean } => {
    // Where it lies the other way round, nothing needs to move.
    const transposed = same(of, [...batch, ...inner, ...outer])
    const order = transposed ? of : [...batch, ...outer, ...inner]
    const shape = transposed ? [inner, outer] : [outer, inner]
    return {
      x: run('Reshape', { x: permuted(run, tensor, of, order) }, { shape: [size(batch), ...shape.map(size)] }),
      transposed,
    }
  }
  const { x: first, transposed: transposeA } = matrix(a, ofA, rows)
  const { x: second, transposed } = matrix(b, ofB, columns)
  const product = run('BatchMatMul', { a: first, b: second }, { transposeA, transposeB: !transposed })
  const order = [...batch, ...rows, ...columns]
  return permuted(run, run('Reshape', { x: product }, { shape: order.map(extent) }), order, all)
}

function reduced(
  run: Composition['run'],
  x: TensorInfo,
  of: readonly number[],
  summed: readonly number[],
  inner: readonly number[],
): [TensorInfo, readonly number[]] {
  const alone = of.filter((axis) => summed.includes(axis) && !inner.includes(axis))
  if (alone.length === 0) return [x, of]
  const axis = alone.map((one) => of.indexOf(one))
  return [run('Sum', { x }, { axis, keepDims: false }), of.filter((one) => !alone.includes(one))]
}

function permuted(run: Composition['run'], x: TensorInfo, of: readonly number[], order: readonly number[]): TensorInfo {
  return same(of, order) ? x : run('Transpose', { x }, { perm: order.map((axis) => of.indexOf(axis)) })
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((axis, i) => axis === b[i])
}

/** Every operand with all axes, multiplied, and summed over those that the output has not. */
function entries({ run }: Composition, operands: readonly TensorInfo[], { kept, summed, of }: Axes): TensorInfo {
  const rank = kept + summed.length
  const all = operands.map((operand, i) => {
    const axes = of[i]!
    const order = [...axes].sort((a, b) => a - b)
    const x = permuted(run, operand, axes, order)
    if (order.length === rank) return x
    const shape = Array.from({ length: rank }, (_, axis) =>
      axes.includes(axis) ? operand.shape[axes.indexOf(axis)]! : 1,
    )
    return run('Reshape', { x }, { shape })
  })
  const product = all.length === 1 ? all[0]! : run('Multiply', { a: all[0]!, b: all[1]! })
  return summed.length === 0 ? product : run('Sum', { x: product }, { axis: [...summed], keepDims: false })
}

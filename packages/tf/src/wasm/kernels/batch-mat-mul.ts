import { type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Inputs {
  readonly a: TensorInfo
  readonly b: TensorInfo
}

interface Attributes {
  readonly transposeA: boolean
  readonly transposeB: boolean
}

/**
 * Products of matrices, in batches, at the same speed whichever is transposed: the stock kernel leaves its fast path
 * there, and the gradient of every product is transposed.
 *
 * Whole numbers, which the stock kernel does not take, are multiplied exactly and wrap, as on the cpu backend; they are
 * rare (a confusion matrix) and take a plain loop.
 *
 * 2 b m n k flops; bytes 4 b (m k + k n + m n), and k n read and written once more for packing the right matrix, which is
 * not done for few rows.
 */
export const batchMatMul: TrainingKernel = trainingKernel<Inputs, Attributes>({
  name: 'BatchMatMul',
  replaces: true,
  compute({ inputs: { a, b }, attrs: { transposeA, transposeB }, backend, module, tf, stock }) {
    const whole = a.dtype === b.dtype && (a.dtype === 'int32' || a.dtype === 'bool')
    if (!whole && (a.dtype !== 'float32' || b.dtype !== 'float32')) return stock()
    const { util, broadcast_util } = tf
    util.assert(
      a.shape.length >= 2 && b.shape.length >= 2,
      () =>
        `Error in matMul: inputs must have the same rank of at least 2, got ranks ${a.shape.length} and ${b.shape.length}.`,
    )
    const [aRows, aColumns] = a.shape.slice(-2) as [number, number]
    const [bRows, bColumns] = b.shape.slice(-2) as [number, number]
    const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns]
    const [inner, n] = transposeB ? [bColumns, bRows] : [bRows, bColumns]
    util.assert(
      k === inner,
      () =>
        `Error in matMul: inner shapes (${k}) and (${inner}) of Tensors with shapes ${a.shape} and ${b.shape} and transposeA=${transposeA} and transposeB=${transposeB} must match.`,
    )
    const batch = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2))
    // Without relaxed SIMD, the stock kernel's fast path, for one product as it stands, is the faster of the two, unless it
    // gives a column; a product over an empty axis, which is 0, it leaves unwritten.
    const asItStands = !transposeA && !transposeB && util.sizeFromShape(batch) === 1
    if (!whole && k > 0 && n > 1 && module.variant === 'simd' && asItStands) return stock()
    const out = backend.makeOutput([...batch, m, n], a.dtype)
    const offsetsOf = ({ shape }: TensorInfo): number[] =>
      offsets(shape.slice(0, -2), batch, util.sizeFromShape(shape.slice(-2)))
    const [aRow, aColumn] = transposeA ? [1, aColumns] : [aColumns, 1]
    const [bRow, bColumn] = transposeB ? [1, bColumns] : [bColumns, 1]
    if (whole) {
      const { buffer } = backend.wasm.HEAPU8
      const entries = (tensor: TensorInfo): Int32Array | Uint8Array => {
        const place = [module.address(tensor), util.sizeFromShape(tensor.shape)] as const
        return a.dtype === 'bool' ? new Uint8Array(buffer, ...place) : new Int32Array(buffer, ...place)
      }
      const [left, right, to] = [entries(a), entries(b), entries(out)]
      const [ofA, ofB] = [offsetsOf(a), offsetsOf(b)]
      for (let i = 0; i < to.length; i++) {
        const inBatch = Math.floor(i / (m * n))
        const row = ofA[inBatch]! + Math.floor((i % (m * n)) / n) * aRow
        const column = ofB[inBatch]! + (i % n) * bColumn
        let sum = 0
        for (let p = 0; p < k; p++) sum = (sum + Math.imul(left[row + p * aColumn]!, right[column + p * bRow]!)) | 0
        to[i] = sum
      }
      return out
    }
    module.withScratch(module.exports.gemmScratch(), (scratch) => {
      const [left, right, to] = [module.address(a), module.address(b), module.address(out)]
      const layout = [m, n, k, aRow, aColumn, bRow, bColumn, scratch] as const
      const count = util.sizeFromShape(batch)
      const [stepOfA, stepOfB] = [a, b].map(({ shape }) => step(shape, count))
      if (stepOfA !== undefined && stepOfB !== undefined)
        module.exports.gemms(count, stepOfA, stepOfB, left, right, to, ...layout)
      else {
        const [ofA, ofB] = [offsetsOf(a), offsetsOf(b)]
        for (let i = 0; i < count; i++)
          module.exports.gemm(left + 4 * ofA[i]!, right + 4 * ofB[i]!, to + 4 * i * m * n, ...layout)
      }
    })
    return out
  },
})

/** Entries from one matrix of a batch to the next, where they lie one after the other or there is one for all. */
function step(shape: readonly number[], count: number): number | undefined {
  const own = shape.slice(0, -2).reduce((product, extent) => product * extent, 1)
  if (own === 1) return 0
  return own === count ? shape.slice(-2).reduce((product, extent) => product * extent, 1) : undefined
}

/** Where each matrix of the batch begins, in entries: an axis of length 1 is the same matrix over and over. */
function offsets(shape: readonly number[], batch: readonly number[], size: number): number[] {
  let all = [0]
  let stride = size
  for (let axis = batch.length - 1; axis >= 0; axis--) {
    const own = shape[axis - batch.length + shape.length] ?? 1
    const step = own === 1 ? 0 : stride
    all = Array.from({ length: batch[axis]! }, (_, i) => all.map((offset) => i * step + offset)).flat()
    stride *= own
  }
  return all
}

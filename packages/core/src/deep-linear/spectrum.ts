import { columnsOf } from '../door/list.ts'
import { requireWhole } from '../door/number.ts'
import { singularValuesOf } from '../linear-algebra/svd.ts'

/**
 * Singular values of a matrix, largest first: the strengths of the modes that a linear network has learned so far. From
 * a small start they are learned one after another, the target's strongest first, with a plateau in the loss before
 * each (Saxe, McClelland and Ganguli 2014).
 *
 * @example
 * singularValues([3, 0, 0, -4], 2) // [4, 3]
 *
 * @param matrix any shape, row-major, as {@link DeepLinearSystem.product} or a row of `product` of a flow gives it.
 * @param rows for a product, the number of outputs.
 * @returns min(rows, columns) numbers ≥ 0.
 * @throws LazyrichError for a number of entries that is not a multiple of `rows`, and entries that are not finite.
 */
export function singularValues(matrix: ArrayLike<number>, rows: number): Float64Array<ArrayBuffer> {
  requireWhole('rows', rows)
  const columns = columnsOf('matrix', matrix, rows, 'rows')
  return Float64Array.from(singularValuesOf(Float64Array.from(matrix), rows, columns))
}

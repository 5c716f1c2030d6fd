import { rowsOf } from '../door/list.ts'
import { timesTransposed } from '../linear-algebra/products.ts'
import { transposed } from '../linear-algebra/transposed.ts'
import { type LinearNetwork, requireNetwork } from './problem.ts'

/**
 * The outputs f(x_i) = AᵀWx_i, as the rows of XWᵀA: shape [n, c]. n h (c + d) multiply-adds.
 *
 * Source: arXiv 2406.06158, section 4.
 *
 * @example
 * linearOutputs({ hidden: 1, A: [2], W: [1, 0] }, [1, 5, 3, 0]) // [2, 6]
 *
 * @param X inputs, shape [n, d], row-major.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite.
 */
export function linearOutputs(network: LinearNetwork, X: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const { hidden, inputs, outputs } = requireNetwork(network)
  const samples = rowsOf('X', X, inputs, 'inputs of W')
  const inside = new Float64Array(samples * hidden)
  const into = new Float64Array(samples * outputs)
  timesTransposed(Float64Array.from(X), Float64Array.from(network.W), inside, samples, hidden, inputs)
  timesTransposed(inside, transposed(network.A, hidden, outputs), into, samples, outputs, hidden)
  return into
}

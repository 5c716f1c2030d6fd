import { rowsOf } from '../door/list.ts'
import { type DeepLinearNetwork, requireNetwork } from './problem.ts'

/**
 * The outputs W_L … W_1 x_i, shape [n, outputs], row-major: layer after layer, n · (number of weights) multiply-adds.
 *
 * @example
 * deepLinearOutputs({ widths: [2, 1, 2], W: [[1, 1], [2, 3]] }, [1, 0, 0, 5]) // [2, 3, 10, 15]
 *
 * @param X inputs, shape [n, widths[0]], row-major.
 * @throws LazyrichError where X does not hold rows of widths[0] numbers, for shapes that do not fit and entries that are
 * not finite.
 */
export function deepLinearOutputs(network: DeepLinearNetwork, X: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const { widths, W } = requireNetwork(network)
  const n = rowsOf('X', X, widths[0]!, 'widths[0]')
  let signals = Float64Array.from(X)
  for (const [l, matrix] of W.entries()) {
    const [columns, rows] = [widths[l]!, widths[l + 1]!]
    const next = new Float64Array(n * rows)
    for (let i = 0; i < n; i++)
      for (let k = 0; k < rows; k++) {
        let sum = 0
        for (let j = 0; j < columns; j++) sum += matrix[k * columns + j]! * signals[i * columns + j]!
        next[i * rows + k] = sum
      }
    signals = next
  }
  return signals
}

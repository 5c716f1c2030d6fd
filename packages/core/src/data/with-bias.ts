import { rowsOf } from '../door/list.ts'
import { requireWhole } from '../door/number.ts'

/**
 * The inputs with a 1 appended to each, so that the last weight of a neuron is its bias: no network here has biases of its
 * own.
 *
 * @example
 * withBias([1, 2, 3, 4], 2) // [1, 2, 1, 3, 4, 1]
 *
 * @param X inputs, shape [n, columns], row-major.
 * @param columns numbers of each input.
 * @returns shape [n, columns + 1], row-major.
 * @throws LazyrichError where X does not hold rows of that many numbers, all finite.
 */
export function withBias(X: ArrayLike<number>, columns: number): Float64Array<ArrayBuffer> {
  requireWhole('columns', columns)
  const n = rowsOf('X', X, columns, 'columns')
  const wide = columns + 1
  const biased = new Float64Array(n * wide).fill(1)
  for (let i = 0; i < n; i++) for (let j = 0; j < columns; j++) biased[i * wide + j] = X[i * columns + j]!
  return biased
}

import { columnsOf, rowsOf } from '../door/list.ts'
import { requireWhole } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { times } from '../linear-algebra/products.ts'
import { svd } from '../linear-algebra/svd.ts'
import { unitOf } from '../power-of-two.ts'
import { largestEntry } from '../vector.ts'

/** Whitened data Z with X = Z R, and the way there and back. */
export interface WhitenedData {
  /** Z, shape [n, rank], row-major: ZᵀZ = I. */
  readonly X: Float64Array<ArrayBuffer>
  /** The rank of X: how many whitened inputs there are. */
  readonly rank: number
  /** R, shape [rank, columns], row-major. */
  readonly R: Float64Array<ArrayBuffer>
  /**
   * β* = ZᵀY, all that a linear network sees of the targets: the `target` of `exactNeuron` and `exactLinear`.
   *
   * @param Y length n, or shape [n, outputs], row-major.
   * @returns shape [rank, outputs].
   * @throws LazyrichError for anything but n rows of finite numbers.
   */
  target(Y: ArrayLike<number>): Float64Array<ArrayBuffer>
  /**
   * R β: the weights that give the whitened inputs the outputs that β gives the original ones.
   *
   * @param beta length columns, or shape [columns, outputs], row-major.
   * @returns shape [rank, outputs].
   * @throws LazyrichError for anything but so many rows of finite numbers.
   */
  forward(beta: ArrayLike<number>): Float64Array<ArrayBuffer>
  /**
   * R⁺β: the weights that give the original inputs the outputs that β gives the whitened ones; of all such weights the
   * shortest, which lie in the row space of X. (R⁻¹β where X has full column rank.) Where singular values of X lie far
   * apart they are large, and outputs computed from them round by ε ‖X‖‖R⁺β‖.
   *
   * @param beta length rank, or shape [rank, outputs], row-major; the input weights w of a neuron too.
   * @returns shape [columns, outputs].
   * @throws LazyrichError for anything but so many rows of finite numbers.
   */
  back(beta: ArrayLike<number>): Float64Array<ArrayBuffer>
  /**
   * Other inputs, such as test data, in the same coordinates: X R⁺. What of them lies outside the row space of the data
   * is left out, as no network trained on these data has learned anything about it.
   *
   * @param X shape [m, columns], row-major.
   * @returns shape [m, rank].
   * @throws LazyrichError for anything but rows of that many finite numbers.
   */
  transform(X: ArrayLike<number>): Float64Array<ArrayBuffer>
}

/**
 * Whitens your own data, so that the closed forms apply to them: X = Z R with ZᵀZ = I, from the singular value
 * decomposition X = U Σ Vᵀ as Z = U and R = ΣVᵀ. Z has rank(X) columns: singular values up to max(n, columns) ε times the
 * largest are rounding and count as 0, and directions in which all inputs are 0 are left out.
 *
 * Outputs are the same in both coordinates, Z β = X · back(β), and so is the loss. The path of gradient flow is not: the
 * closed forms describe a network trained on Z. Where it ends at the smallest loss it gives these inputs the
 * least-squares fit, as a network trained on X does. Any other whitening is this one rotated, and flow from a rotated
 * start is rotated too, so that predictions do not depend on the choice. Means are not taken away; for ZᵀZ/n = I instead
 * of ZᵀZ = I, multiply Z by √n and divide R by it.
 *
 * Source: the singular value decomposition; whitened input is that of arXiv 2406.06158, section 3.
 *
 * @example
 * const X = [1, 0, 1, 1, 1, 2] // three inputs, the first of whose numbers is a bias
 * const white = whiten(X, 2)
 * const { beta } = exactNeuron({ a0: 1, w0: white.forward([0.1, 0]), target: white.target([1, 3, 5]) }).at([100])
 * white.back(beta) // [1, 2], the fit 1 + 2x
 * whiten([1, 2, 2, 4], 2).rank // 1
 *
 * @param X inputs, shape [n, columns], row-major.
 * @param columns numbers of each input.
 * @throws LazyrichError where X does not hold rows of that many finite numbers, or all of them are 0.
 */
export function whiten(X: ArrayLike<number>, columns: number): WhitenedData {
  requireWhole('columns', columns)
  const n = rowsOf('X', X, columns, 'columns')
  if (largestEntry(X) === 0) throw new LazyrichError('X is 0 everywhere: inputs of which one is not 0 are accepted')
  const scale = unitOf(X)
  const { left, values, right } = svd(
    Float64Array.from(X, (entry) => entry / scale),
    n,
    columns,
  )
  const pairs = values.length
  const least = Math.max(n, columns) * Number.EPSILON * Math.max(...values)
  const kept = Array.from(values.keys()).filter((k) => values[k]! > least)
  const rank = kept.length
  const Z = Float64Array.from({ length: n * rank }, (_, p) => left[Math.floor(p / rank) * pairs + kept[p % rank]!]!)
  const sigma = Float64Array.from(kept, (k) => values[k]!)
  // V, shape [columns, rank]
  const V = Float64Array.from(
    { length: columns * rank },
    (_, p) => right[Math.floor(p / rank) * pairs + kept[p % rank]!]!,
  )
  const R = Float64Array.from({ length: rank * columns }, (_, p) => {
    const [r, j] = [Math.floor(p / columns), p % columns]
    return sigma[r]! * V[j * rank + r]! * scale
  })

  return {
    X: Z,
    rank,
    R,
    target: (Y) => transposedTimes(Z, Y, n, rank, columnsOf('Y', Y, n, 'rows of X')),
    forward(beta) {
      const outputs = columnsOf('beta', beta, columns, 'columns of X')
      const along = transposedTimes(V, beta, columns, rank, outputs)
      return along.map((entry, p) => entry * sigma[Math.floor(p / outputs)]! * scale)
    },
    back(beta) {
      const outputs = columnsOf('beta', beta, rank, 'the rank')
      const along = Float64Array.from(beta, (entry, p) => entry / sigma[Math.floor(p / outputs)]! / scale)
      return times(V, along, columns, rank, outputs)
    },
    transform(other) {
      const m = rowsOf('X', other, columns, 'columns')
      const along = times(other, V, m, columns, rank)
      return along.map((entry, p) => entry / sigma[p % rank]! / scale)
    },
  }
}

/** MᵀN: shapes [middle, rows] and [middle, columns]. */
function transposedTimes(
  M: Float64Array,
  N: ArrayLike<number>,
  middle: number,
  rows: number,
  columns: number,
): Float64Array<ArrayBuffer> {
  const into = new Float64Array(rows * columns)
  for (let k = 0; k < middle; k++)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        into[i * columns + j] = into[i * columns + j]! + M[k * rows + i]! * N[k * columns + j]!
  return into
}

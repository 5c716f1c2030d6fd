import { requireList, requireMeasured } from '../door/list.ts'
import { LazyrichError } from '../errors.ts'
import { type CheckedNetwork, type DeepLinearNetwork, requireNetwork } from './problem.ts'

/**
 * The matrices that gradient flow of f(x) = W_L … W_1 x conserves, whatever the data and the loss: one for every pair
 * of consecutive layers,
 *
 *     η_l W_{l+1}ᵀW_{l+1} − η_{l+1} W_l W_lᵀ,   l = 1 … L − 1
 *
 * of shape [widths[l], widths[l]], row-major. One layer has none.
 *
 * Source: arXiv 2406.06158, section 4 and appendix B (with rates of each layer); Arora, Cohen and Hazan 2018.
 *
 * @example
 * deepLinearConserved({ widths: [2, 1, 1], W: [[3, 4], [6]] }) // [[11]]
 *
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive.
 */
export function deepLinearConserved(network: DeepLinearNetwork): Float64Array<ArrayBuffer>[] {
  return conservedOf(requireNetwork(network))
}

/** {@link deepLinearConserved} of a network already checked. */
export function conservedOf({ widths, W, rates }: CheckedNetwork): Float64Array<ArrayBuffer>[] {
  return Array.from({ length: W.length - 1 }, (_, l) => {
    const [below, above] = [W[l]!, W[l + 1]!]
    const [columns, size, rows] = [widths[l]!, widths[l + 1]!, widths[l + 2]!]
    const matrix = new Float64Array(size * size)
    for (let i = 0; i < size; i++)
      for (let j = 0; j <= i; j++) {
        let outgoing = 0
        for (let k = 0; k < rows; k++) outgoing += above[k * size + i]! * above[k * size + j]!
        let incoming = 0
        for (let k = 0; k < columns; k++) incoming += below[i * columns + k]! * below[j * columns + k]!
        const entry = rates[l]! * outgoing - rates[l + 1]! * incoming
        matrix[i * size + j] = entry
        matrix[j * size + i] = entry
      }
    return matrix
  })
}

/**
 * The largest change of an entry of the conserved matrices: 0 for the true flow, the integrator's error for an
 * integrated one, and of the order of the step size for gradient descent.
 *
 * @example
 * const before = deepLinearConserved({ widths: [1, 1, 1], W: [[1], [2]] })
 * deepLinearDrift(before, deepLinearConserved({ widths: [1, 1, 1], W: [[1], [2.5]] })) // 2.25
 *
 * @param before what {@link deepLinearConserved} gave at the start.
 * @param after what it gives now, in the same shapes; where it is not finite, the drift is not.
 * @throws LazyrichError for anything but two lists of matrices, and different numbers of matrices or entries.
 */
export function deepLinearDrift(before: readonly ArrayLike<number>[], after: readonly ArrayLike<number>[]): number {
  requireList('before', before, 'matrices')
  requireList('after', after, 'matrices')
  if (before.length !== after.length)
    throw new LazyrichError(
      `after has ${after.length} matrices, before has ${before.length}: the same number is accepted`,
    )
  for (let l = 0; l < before.length; l++) {
    requireMeasured(`before[${l}]`, before[l]!)
    requireMeasured(`after[${l}]`, after[l]!)
    if (before[l]!.length !== after[l]!.length)
      throw new LazyrichError(
        `after[${l}] has ${after[l]!.length} entries, before[${l}] has ${before[l]!.length}: the same number is accepted`,
      )
  }
  return driftOf(before, after)
}

/** {@link deepLinearDrift} without checks. */
export function driftOf(before: readonly ArrayLike<number>[], after: readonly ArrayLike<number>[]): number {
  let largest = 0
  for (let l = 0; l < before.length; l++)
    for (let p = 0; p < before[l]!.length; p++) largest = Math.max(largest, Math.abs(after[l]![p]! - before[l]![p]!))
  return largest
}

import { requireNumbers } from '../door/list.ts'
import { LazyrichError } from '../errors.ts'
import { openLedger } from './open-ledger.ts'
import { type DeltaLedgerOptions, type Ledger, requireRule } from './options.ts'

/**
 * The same for two linear layers, f(x) = AᵀWx with A of shape [h, c] and W of shape [h, d]: what descent does to the
 * whole matrix Δ = AAᵀ − WWᵀ that gradient flow conserves. A step of size η with decoupled weight decay λ makes it
 *
 *     Δ′ = (1 − ηλ)² Δ + η² (G_A G_Aᵀ − G_W G_Wᵀ)
 *
 * with the gradients G_A, G_W of the step's batch. Momentum, decay in the gradient and layer rates (Δ = η_W AAᵀ − η_A
 * WWᵀ) as in `deltaLedger`, entry by entry. h²(c + d) multiply-adds a step.
 *
 * Source: from A GᵀWᵀ = A (WG)ᵀ for G = ∂L/∂(WᵀA), so that the terms of first order cancel; Du, Hu and Lee 2018.
 *
 * @example
 * const pair = linearDeltaLedger({ delta: [1, 0, 0, 1] }) // h = 2
 * pair.step({ stepSize: 0.1, a: [2, 0], w: [1, 1, 0, 1] }) // [1.02, -0.01, -0.01, 0.99]
 *
 * @param options Δ at the start, shape [h, h], row-major, and the optimizer's settings.
 * @returns a ledger whose `step` takes the matrices G_A, shape [h, c], and G_W, shape [h, d] (velocities, with momentum).
 * @throws LazyrichError for options it does not know, Δ that is not square, numbers that are not finite, momentum
 * outside [0, 1), decay below 0, and decay with layer rates that differ.
 */
export function linearDeltaLedger(
  options: DeltaLedgerOptions<ArrayLike<number>>,
): Ledger<ArrayLike<number>, Float64Array<ArrayBuffer>> {
  const rule = requireRule(options)
  requireNumbers('delta', options.delta)
  const { length } = options.delta
  const hidden = Math.sqrt(length)
  if (!Number.isInteger(hidden))
    throw new LazyrichError(`delta has length ${length}: a square matrix, row by row, is accepted`)
  const { a: rateA, w: rateW } = rule.learningRate
  return openLedger(options.delta, rule, (push, { a, w }) => {
    const A = requireRows('a', a, hidden)
    const W = requireRows('w', w, hidden)
    push.fill(0)
    addGram(push, A, hidden, rateA)
    addGram(push, W, hidden, -rateW)
  })
}

function requireRows(name: string, matrix: ArrayLike<number>, hidden: number): Float64Array<ArrayBuffer> {
  requireNumbers(name, matrix)
  const entries = Float64Array.from(matrix)
  if (entries.length % hidden !== 0)
    throw new LazyrichError(
      `${name} has length ${entries.length}: rows of one length for each of ${hidden} hidden neurons are accepted`,
    )
  return entries
}

/** sum + factor M Mᵀ, M with this many rows. */
function addGram(sum: Float64Array, M: Float64Array, rows: number, factor: number): void {
  const columns = M.length / rows
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < rows; j++) {
      let product = 0
      for (let k = 0; k < columns; k++) product += M[i * columns + k]! * M[j * columns + k]!
      sum[i * rows + j] = sum[i * rows + j]! + factor * product
    }
}

import { requireIndex } from '../door/number.ts'
import type { Rates } from '../learning-rate.ts'
import type { LinearSizes } from './problem.ts'

/** A two-layer linear network at one moment, as a flow gives it, for every function that takes a network. */
export interface LinearState {
  readonly hidden: number
  /** Shape [h, c]. */
  readonly A: Float64Array<ArrayBuffer>
  /** Shape [h, d]. */
  readonly W: Float64Array<ArrayBuffer>
  /** β = WᵀA, shape [d, c]. */
  readonly beta: Float64Array<ArrayBuffer>
  readonly learningRate: Rates
}

/** The network at the i-th of several times: views of their rows. */
export function stateAt(
  i: number,
  count: number,
  { A, W, beta }: Pick<LinearState, 'A' | 'W' | 'beta'>,
  { hidden, inputs, outputs, rates }: LinearSizes,
): LinearState {
  requireIndex('i', i, count)
  return {
    hidden,
    A: rowOf(A, i, hidden * outputs),
    W: rowOf(W, i, hidden * inputs),
    beta: rowOf(beta, i, inputs * outputs),
    learningRate: rates,
  }
}

/** The i-th of the rows of that size: a view. */
export function rowOf(rows: Float64Array<ArrayBuffer>, i: number, size: number): Float64Array<ArrayBuffer> {
  return rows.subarray(i * size, (i + 1) * size)
}

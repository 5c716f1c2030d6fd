import { LazyrichError, requireFiniteList } from '../errors.ts'

/** A two-layer linear network f(x) = AᵀWx with whitened data. */
export interface LinearProblem {
  /** Hidden neurons h. */
  readonly hidden: number
  /** Readout weights, shape [h, c], row-major. */
  readonly A0: ArrayLike<number>
  /** Input weights, shape [h, d], row-major. */
  readonly W0: ArrayLike<number>
  /** β* = XᵀY, shape [d, c], row-major. */
  readonly target: ArrayLike<number>
}

/** Inputs d and outputs c of a problem; throws unless its shapes fit and all entries are finite. */
export function requireLinear({ hidden, A0, W0, target }: LinearProblem): { inputs: number; outputs: number } {
  if (!Number.isInteger(hidden) || hidden < 1)
    throw new LazyrichError(`hidden is ${hidden}: a whole number above 0 is accepted`)
  const columns = (name: string, { length }: ArrayLike<number>): number => {
    if (length > 0 && length % hidden === 0) return length / hidden
    throw new LazyrichError(`${name} has ${length} numbers: a multiple of hidden = ${hidden}, row by row, is accepted`)
  }
  const outputs = columns('A0', A0)
  const inputs = columns('W0', W0)
  if (target.length !== inputs * outputs)
    throw new LazyrichError(
      `target has ${target.length} numbers: ${inputs} × ${outputs} (inputs of W0 × outputs of A0), row by row, are accepted`,
    )
  requireFiniteList('A0', A0)
  requireFiniteList('W0', W0)
  requireFiniteList('target', target)
  return { inputs, outputs }
}

/**
 * δ with AAᵀ − WWᵀ = δI, to a share `tolerance` of the largest entry of AAᵀ and WWᵀ; undefined where Δ is no multiple
 * of I.
 */
export function balanceOf(
  { hidden, A0, W0 }: LinearProblem,
  { inputs, outputs }: { inputs: number; outputs: number },
  tolerance: number,
): number | undefined {
  const Delta = new Float64Array(hidden * hidden)
  let largest = 0
  for (let k = 0; k < hidden; k++)
    for (let l = 0; l < hidden; l++) {
      let a = 0
      let w = 0
      for (let j = 0; j < outputs; j++) a += A0[k * outputs + j]! * A0[l * outputs + j]!
      for (let j = 0; j < inputs; j++) w += W0[k * inputs + j]! * W0[l * inputs + j]!
      Delta[k * hidden + l] = a - w
      largest = Math.max(largest, Math.abs(a), Math.abs(w))
    }
  let delta = 0
  for (let k = 0; k < hidden; k++) delta += Delta[k * hidden + k]! / hidden
  for (let k = 0; k < hidden; k++)
    for (let l = 0; l < hidden; l++)
      if (Math.abs(Delta[k * hidden + l]! - (k === l ? delta : 0)) > tolerance * largest) return undefined
  return delta
}

import { requireFiniteList } from '../door/list.ts'
import { requirePositive } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type Rates, UNIT_RATE } from '../learning-rate.ts'

/** A two-layer linear network f(x) = AᵀWx at the start of training. */
export interface LinearStart {
  /** Hidden neurons h. */
  readonly hidden: number
  /** Readout weights, shape [h, c], row-major. */
  readonly A0: ArrayLike<number>
  /** Input weights, shape [h, d], row-major. */
  readonly W0: ArrayLike<number>
  /** Of A and W; both 1 if left out. */
  readonly learningRate?: Rates | undefined
}

/** With whitened data (XᵀX = I): only β* = XᵀY matters. */
export interface LinearProblem extends LinearStart {
  /** β*, shape [d, c], row-major. */
  readonly target: ArrayLike<number>
}

/** With any data. */
export interface LinearDataProblem extends LinearStart {
  /** Inputs, shape [n, d], row-major. */
  readonly X: ArrayLike<number>
  /** Targets, shape [n, c], row-major. */
  readonly Y: ArrayLike<number>
}

/** The widths of a two-layer network. */
export interface LinearShape {
  /** h. */
  readonly hidden: number
  /** d. */
  readonly inputs: number
  /** c. */
  readonly outputs: number
}

/** The shape of a start; throws unless its sizes fit, all entries are finite and the rates positive. */
export function requireLinearStart({ hidden, A0, W0, learningRate }: LinearStart): LinearShape {
  return requireLayers(hidden, { A0 }, { W0 }, learningRate)
}

/** The same for two layers, by the caller's names for them. */
export function requireLayers(
  hidden: number,
  readout: { readonly [name: string]: ArrayLike<number> },
  input: { readonly [name: string]: ArrayLike<number> },
  learningRate: Rates = UNIT_RATE,
): LinearShape {
  if (!Number.isInteger(hidden) || hidden < 1)
    throw new LazyrichError(`hidden is ${hidden}: a whole number above 0 is accepted`)
  const columns = (layer: { readonly [name: string]: ArrayLike<number> }): number => {
    const [name, values] = Object.entries(layer)[0]!
    const { length } = values
    if (length === 0 || length % hidden !== 0)
      throw new LazyrichError(`${name} has length ${length}: a multiple of hidden = ${hidden}, row by row, is accepted`)
    requireFiniteList(name, values)
    return length / hidden
  }
  const outputs = columns(readout)
  const inputs = columns(input)
  requirePositive('learningRate.a', learningRate.a)
  requirePositive('learningRate.w', learningRate.w)
  return { hidden, inputs, outputs }
}

/** The shape of a problem; throws unless the target fits it too. */
export function requireLinear(problem: LinearProblem): LinearShape {
  const shape = requireLinearStart(problem)
  requireTarget(problem.target, shape)
  return shape
}

/** Throws unless β* is finite, of shape [d, c]. */
export function requireTarget(target: ArrayLike<number>, { inputs, outputs }: LinearShape): void {
  if (target.length !== inputs * outputs)
    throw new LazyrichError(
      `target has length ${target.length}: ${inputs} × ${outputs} (inputs of W0 × outputs of A0), row by row, are accepted`,
    )
  requireFiniteList('target', target)
}

/** Throws unless widths are whole numbers above 0. */
export function requireShape(shape: LinearShape): void {
  for (const [name, width] of Object.entries({ hidden: shape.hidden, inputs: shape.inputs, outputs: shape.outputs }))
    if (!Number.isInteger(width) || width < 1)
      throw new LazyrichError(`${name} is ${width}: a whole number above 0 is accepted`)
}

/** The number of samples; throws unless X and Y hold that many rows. */
export function requireSamples({ X, Y }: LinearDataProblem, { inputs, outputs }: LinearShape): number {
  const samples = X.length / inputs
  if (samples === 0 || !Number.isInteger(samples) || Y.length !== samples * outputs)
    throw new LazyrichError(
      `X has length ${X.length} and Y has length ${Y.length}: rows of ${inputs} (inputs of W0) and of ${outputs} (outputs of A0), the same number of each, are accepted`,
    )
  requireFiniteList('X', X)
  requireFiniteList('Y', Y)
  return samples
}

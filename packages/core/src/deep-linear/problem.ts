import { requireFiniteList } from '../door/list.ts'
import { requirePositive } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type Loss, lossFactor } from '../measures/loss.ts'

/** A deep linear network f(x) = W_L … W_1 x at the start of training, with its data. */
export interface DeepLinearProblem {
  /** Inputs, neurons of every hidden layer, outputs: L + 1 whole numbers above 0 for L layers. */
  readonly widths: ArrayLike<number>
  /** The weights, first layer first; layer l has shape [widths[l + 1], widths[l]] (l from 0), row-major. */
  readonly W0: readonly ArrayLike<number>[]
  /** Inputs, shape [n, widths[0]], row-major. */
  readonly X: ArrayLike<number>
  /** Targets, shape [n, outputs], row-major. */
  readonly Y: ArrayLike<number>
  /** `half-mean` if left out: L = 1/(2n) Σ‖f(x_i) − y_i‖². */
  readonly loss?: Loss | undefined
  /** η_l of each layer; 1 each if left out. */
  readonly learningRate?: ArrayLike<number> | undefined
}

/** The sizes of a checked problem. */
export interface DeepSizes {
  readonly widths: readonly number[]
  readonly inputs: number
  readonly outputs: number
  readonly samples: number
  readonly rates: readonly number[]
  /** c of L = c Σ‖f(x_i) − y_i‖². */
  readonly factor: number
}

/** Throws unless shapes fit, all entries are finite and all rates positive. */
export function requireDeep(problem: DeepLinearProblem): DeepSizes {
  const { W0, X, Y, loss = 'half-mean', learningRate } = problem
  const widths = requireWidths(problem.widths)
  requireLayers(widths, W0)
  const inputs = widths[0]!
  const outputs = widths.at(-1)!
  const samples = Y.length / outputs
  if (!(samples > 0 && Number.isInteger(samples)))
    throw new LazyrichError(`Y has length ${Y.length}: one or more rows of length ${outputs} (outputs) are accepted`)
  if (X.length !== samples * inputs)
    throw new LazyrichError(
      `X has length ${X.length}, Y has ${samples} rows: ${samples} × ${inputs} (rows of Y × inputs), row by row, are accepted`,
    )
  requireFiniteList('X', X)
  requireFiniteList('Y', Y)
  return {
    widths,
    inputs,
    outputs,
    samples,
    rates: layerRates(learningRate, W0.length),
    factor: lossFactor(loss, samples),
  }
}

/** η_l of every layer; throws unless there is one for each, positive and finite. */
export function layerRates(learningRate: ArrayLike<number> | undefined, layers: number): number[] {
  if (!learningRate) return Array.from({ length: layers }, () => 1)
  if (learningRate.length !== layers)
    throw new LazyrichError(
      `learningRate has length ${learningRate.length}, W0 has ${layers} layers: one rate for each is accepted`,
    )
  const rates = Array.from(learningRate)
  for (const [l, rate] of rates.entries()) requirePositive(`learningRate[${l}]`, rate)
  return rates
}

/** Throws unless there are two or more, all whole numbers above 0. */
export function requireWidths(widths: ArrayLike<number>): number[] {
  if (widths.length < 2)
    throw new LazyrichError(
      `widths has length ${widths.length}: two or more (inputs, hidden layers, outputs) are accepted`,
    )
  const list = Array.from(widths)
  for (const [l, width] of list.entries())
    if (!(Number.isInteger(width) && width > 0))
      throw new LazyrichError(`widths[${l}] is ${width}: a whole number above 0 is accepted`)
  return list
}

/** Throws unless W holds one finite matrix of the right size for every layer. */
export function requireLayers(widths: readonly number[], W: readonly ArrayLike<number>[], name = 'W0'): void {
  const layers = widths.length - 1
  if (W.length !== layers)
    throw new LazyrichError(
      `${name} has ${W.length} layers, widths has length ${layers + 1}: ${layers} layers are accepted`,
    )
  for (const [l, matrix] of W.entries()) {
    const [rows, columns] = [widths[l + 1]!, widths[l]!]
    if (matrix.length !== rows * columns)
      throw new LazyrichError(
        `${name}[${l}] has length ${matrix.length}: ${rows} × ${columns} (widths[${l + 1}] × widths[${l}]), row by row, are accepted`,
      )
    requireFiniteList(`${name}[${l}]`, matrix)
  }
}

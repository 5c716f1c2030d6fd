import { type Names, requireProblem } from '../door/fields.ts'
import { requireLength, requireList, rowsOf } from '../door/list.ts'
import { requirePositive, requireWhole } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type Loss, lossFactor } from '../measures/loss.ts'

/** Learning rates of a deep network: one number for all layers, or η_l of each, first layer first. */
export type LayerRates = number | ArrayLike<number>

/** A deep linear network f(x) = W_L … W_1 x at one moment. */
export interface DeepLinearNetwork {
  /** Inputs, neurons of every hidden layer, outputs: L + 1 whole numbers above 0 for L layers. */
  readonly widths: ArrayLike<number>
  /** The weights, first layer first; layer l has shape [widths[l + 1], widths[l]] (l from 0), row-major. */
  readonly W: readonly ArrayLike<number>[]
  /** η_l of each layer; 1 if left out. */
  readonly learningRate?: LayerRates | undefined
}

/** A deep linear network at the start of training. */
export interface DeepLinearStart {
  /** Inputs, neurons of every hidden layer, outputs: L + 1 whole numbers above 0 for L layers. */
  readonly widths: ArrayLike<number>
  /** The weights, first layer first; layer l has shape [widths[l + 1], widths[l]] (l from 0), row-major. */
  readonly W0: readonly ArrayLike<number>[]
  /** η_l of each layer; 1 if left out. */
  readonly learningRate?: LayerRates | undefined
}

/** A start with its data. */
export interface DeepLinearProblem extends DeepLinearStart {
  /** Inputs, shape [n, widths[0]], row-major. */
  readonly X: ArrayLike<number>
  /** Targets, shape [n, outputs], row-major. */
  readonly Y: ArrayLike<number>
  /** `half-mean` if left out: L = 1/(2n) Σ‖f(x_i) − y_i‖². */
  readonly loss?: Loss | undefined
}

const NETWORK: Names<DeepLinearNetwork> = { widths: true, W: true, learningRate: true }
const PROBLEM: Names<DeepLinearProblem> = { widths: true, W0: true, learningRate: true, X: true, Y: true, loss: true }

/** The layers of a checked network. */
export interface CheckedNetwork {
  readonly widths: readonly number[]
  readonly W: readonly ArrayLike<number>[]
  readonly rates: readonly number[]
}

/** A checked problem, and its sizes. */
export interface CheckedProblem extends CheckedNetwork {
  readonly inputs: number
  readonly outputs: number
  readonly samples: number
  readonly X: ArrayLike<number>
  readonly Y: ArrayLike<number>
  /** c of L = c Σ‖f(x_i) − y_i‖². */
  readonly factor: number
}

/** Throws unless shapes fit, all entries are finite and all rates positive. */
export function requireNetwork(network: DeepLinearNetwork): CheckedNetwork {
  requireProblem('network', network, NETWORK)
  const widths = requireWidths(network.widths)
  const W = requireLayers(widths, network.W, 'W')
  return { widths, W, rates: requireLayerRates(network.learningRate, W.length) }
}

/** Throws unless shapes fit, all entries are finite and all rates positive. */
export function requireDeep(problem: DeepLinearProblem): CheckedProblem {
  requireProblem('problem', problem, PROBLEM)
  const { X, Y, loss = 'half-mean' } = problem
  const widths = requireWidths(problem.widths)
  const W = requireLayers(widths, problem.W0, 'W0')
  const inputs = widths[0]!
  const outputs = widths.at(-1)!
  const samples = rowsOf('Y', Y, outputs, 'outputs')
  requireLength('X', X, samples * inputs, `${samples} rows of Y × ${inputs} inputs, row by row`)
  const rates = requireLayerRates(problem.learningRate, W.length)
  return { widths, W, rates, inputs, outputs, samples, X, Y, factor: lossFactor(loss, samples) }
}

/** η_l of every layer; throws unless the rates are one number or one for each, positive and finite. */
export function requireLayerRates(learningRate: LayerRates | undefined, layers: number): number[] {
  if (learningRate === undefined) return Array.from({ length: layers }, () => 1)
  if (typeof learningRate === 'number') {
    requirePositive('learningRate', learningRate)
    return Array.from({ length: layers }, () => learningRate)
  }
  requireLength('learningRate', learningRate, layers, 'one for each layer')
  const rates = Array.from(learningRate)
  for (const [l, rate] of rates.entries()) requirePositive(`learningRate[${l}]`, rate)
  return rates
}

/** Throws unless there are two or more, all whole numbers above 0. */
export function requireWidths(widths: ArrayLike<number>): number[] {
  requireList('widths', widths)
  const list = Array.from(widths)
  if (list.length < 2)
    throw new LazyrichError(
      `widths has length ${list.length}: two or more (inputs, hidden layers, outputs) is accepted`,
    )
  for (const [l, width] of list.entries()) requireWhole(`widths[${l}]`, width)
  return list
}

/** The layers as a list; throws unless there is one finite matrix of the right size for each. */
function requireLayers(
  widths: readonly number[],
  W: readonly ArrayLike<number>[],
  name: 'W' | 'W0',
): ArrayLike<number>[] {
  const layers = widths.length - 1
  requireList(name, W, 'matrices')
  const list = Array.from(W)
  if (list.length !== layers)
    throw new LazyrichError(
      `${name} has length ${list.length}, widths has length ${layers + 1}: ${layers} matrices, one for each layer, is accepted`,
    )
  for (const [l, matrix] of list.entries()) {
    const [rows, columns] = [widths[l + 1]!, widths[l]!]
    requireLength(
      `${name}[${l}]`,
      matrix,
      rows * columns,
      `widths[${l + 1}] × widths[${l}] = ${rows} × ${columns}, row by row`,
    )
  }
  return list
}

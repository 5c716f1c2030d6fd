import { type Names, requireProblem } from '../door/fields.ts'
import { columnsOf, requireLength, rowsOf } from '../door/list.ts'
import { requireWhole } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type LearningRate, type Rates, requireRates } from '../learning-rate.ts'
import { type Loss, requireHalfSum, requireLoss } from '../measures/loss.ts'

/** A two-layer linear network f(x) = AᵀWx at one moment. */
export interface LinearNetwork {
  /** Hidden neurons h. */
  readonly hidden: number
  /** Readout weights, shape [h, c], row-major. */
  readonly A: ArrayLike<number>
  /** Input weights, shape [h, d], row-major. */
  readonly W: ArrayLike<number>
  /** η_A and η_W; 1 if left out. */
  readonly learningRate?: LearningRate | undefined
}

/** A two-layer linear network f(x) = AᵀWx at the start of training. */
export interface LinearStart {
  /** Hidden neurons h. */
  readonly hidden: number
  /** Readout weights, shape [h, c], row-major. */
  readonly A0: ArrayLike<number>
  /** Input weights, shape [h, d], row-major. */
  readonly W0: ArrayLike<number>
  /** η_A and η_W; 1 if left out. */
  readonly learningRate?: LearningRate | undefined
}

/** With whitened data (XᵀX = I): only β* = XᵀY matters. */
export interface LinearProblem extends LinearStart {
  /** β*, shape [d, c], row-major. */
  readonly target: ArrayLike<number>
  /** Whitened data do not say how many samples there are, so the loss is ½‖XWᵀA − Y‖². */
  readonly loss?: 'half-sum' | undefined
}

/** With any data. */
export interface LinearDataProblem extends LinearStart {
  /** Inputs, shape [n, d], row-major. */
  readonly X: ArrayLike<number>
  /** Targets, shape [n, c], row-major. */
  readonly Y: ArrayLike<number>
  /** The loss whose gradient flows, which sets the unit of time; `half-sum` if left out. */
  readonly loss?: Loss | undefined
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

/** The widths and rates of a network that has been checked. */
export interface LinearSizes extends LinearShape {
  readonly rates: Rates
}

/** What a checked problem learns from; `none` for a start alone. */
export type LinearData =
  | { readonly kind: 'none' }
  | { readonly kind: 'whitened'; readonly target: ArrayLike<number> }
  | {
      readonly kind: 'samples'
      readonly X: ArrayLike<number>
      readonly Y: ArrayLike<number>
      readonly samples: number
      readonly loss: Loss
    }

const NETWORK: Names<LinearNetwork> = { hidden: true, A: true, W: true, learningRate: true }
const START: Names<LinearStart> = { hidden: true, A0: true, W0: true, learningRate: true }
const PROBLEM: Names<LinearProblem & LinearDataProblem> = { ...START, target: true, X: true, Y: true, loss: true }
const WHITENED: Names<LinearProblem> = { ...START, target: true, loss: true }
const SHAPE: Names<LinearShape> = { hidden: true, inputs: true, outputs: true }

/** The sizes of a network; throws unless they fit, all entries are finite and the rates positive. */
export function requireNetwork(network: LinearNetwork): LinearSizes {
  requireProblem('network', network, NETWORK)
  const { hidden, A, W, learningRate } = network
  return requireLayers(hidden, 'A', A, 'W', W, learningRate)
}

/** The same for a start. */
export function requireStart(
  start: LinearStart,
  name = 'start',
  known: Readonly<Record<string, true>> = START,
): LinearSizes {
  requireProblem(name, start, known)
  const { hidden, A0, W0, learningRate } = start
  return requireLayers(hidden, 'A0', A0, 'W0', W0, learningRate)
}

/** The sizes of a problem with whitened data; throws unless the target fits, too. */
export function requireWhitened(problem: LinearProblem): LinearSizes {
  const sizes = requireStart(problem, 'problem', WHITENED)
  requireTarget(problem.target, sizes)
  requireHalfSum(problem.loss)
  if ('X' in problem && problem.X !== undefined)
    throw new LazyrichError('target and X are both given: target, or X and Y, is accepted')
  return sizes
}

/** The sizes of a start and what it learns from, whichever kind of data there is, or none. */
export function requireAnyData(problem: LinearStart | LinearProblem | LinearDataProblem): LinearSizes & {
  readonly data: LinearData
} {
  const sizes = requireStart(problem, 'problem', PROBLEM)
  const { target, X, Y, loss = 'half-sum' } = problem as Partial<LinearProblem> & Partial<LinearDataProblem>
  if (target !== undefined) {
    if (X !== undefined || Y !== undefined)
      throw new LazyrichError(
        `target and ${X === undefined ? 'Y' : 'X'} are both given: target, or X and Y, is accepted`,
      )
    requireTarget(target, sizes)
    requireHalfSum(loss)
    return { ...sizes, data: { kind: 'whitened', target } }
  }
  if (X === undefined && Y === undefined) return { ...sizes, data: { kind: 'none' } }
  const samples = rowsOf('X', X!, sizes.inputs, 'inputs of W0')
  requireLength('Y', Y!, samples * sizes.outputs, `${samples} × ${sizes.outputs}, rows of X × outputs of A0`)
  requireLoss(loss)
  return { ...sizes, data: { kind: 'samples', X: X!, Y: Y!, samples, loss } }
}

/** The same; throws where there is nothing to learn. */
export function requireData(problem: LinearProblem | LinearDataProblem): LinearSizes & {
  readonly data: Exclude<LinearData, { readonly kind: 'none' }>
} {
  const { data, ...sizes } = requireAnyData(problem)
  if (data.kind === 'none') throw new LazyrichError('target is missing: target, or X and Y, is accepted')
  return { ...sizes, data }
}

/** Throws unless β* is finite, of shape [d, c]. */
export function requireTarget(target: ArrayLike<number>, { inputs, outputs }: LinearShape, name = 'target'): void {
  requireLength(name, target, inputs * outputs, `${inputs} × ${outputs}, inputs of W0 × outputs of A0, row by row`)
}

/** Throws unless widths are whole numbers above 0. */
export function requireShape(name: string, shape: LinearShape): void {
  requireProblem(name, shape, SHAPE)
  requireWidths(shape)
}

/** The same for widths that stand among options. */
export function requireWidths({ hidden, inputs, outputs }: LinearShape): void {
  requireWhole('hidden', hidden)
  requireWhole('inputs', inputs)
  requireWhole('outputs', outputs)
}

function requireLayers(
  hidden: number,
  nameA: string,
  A: ArrayLike<number>,
  nameW: string,
  W: ArrayLike<number>,
  learningRate: LearningRate | undefined,
): LinearSizes {
  requireWhole('hidden', hidden)
  const outputs = columnsOf(nameA, A, hidden, 'hidden, row by row')
  const inputs = columnsOf(nameW, W, hidden, 'hidden, row by row')
  return { hidden, inputs, outputs, rates: requireRates(learningRate) }
}

import { type Names, requireOptions, requireProblem } from '../door/fields.ts'
import { requireLength, requireNumbers, rowsOf } from '../door/list.ts'
import { requireFinite, requireSign } from '../door/number.ts'
import { refuseAs } from '../door/refuse.ts'
import { LazyrichError } from '../errors.ts'
import { type LearningRate, type Rates, requireRates } from '../learning-rate.ts'
import { type Loss, requireHalfSum, requireLoss } from '../measures/loss.ts'
import { dot, norm } from '../vector.ts'
import { balanceOf } from './balance.ts'

/** f(x) = a wᵀx at one moment. */
export interface Neuron {
  /** The readout. */
  readonly a: number
  /** The input weights, length d. */
  readonly w: ArrayLike<number>
  /** η_a and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined
}

/** f(x) = a wᵀx at the start of training. */
export interface NeuronStart {
  /** The readout. */
  readonly a0: number
  /** The input weights, length d. */
  readonly w0: ArrayLike<number>
  /** η_a and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined
}

/** Whitened data (XᵀX = I): only β* = Xᵀy matters. */
export interface WhitenedProblem extends NeuronStart {
  /** β*, length d. */
  readonly target: ArrayLike<number>
  /** Whitened data do not say how many samples there are, so the loss is ½‖Xaw − y‖². */
  readonly loss?: 'half-sum' | undefined
}

/** Any data. */
export interface DataProblem extends NeuronStart {
  /** n × d, row-major. */
  readonly X: ArrayLike<number>
  /** Length n. */
  readonly y: ArrayLike<number>
  /** The loss whose gradient flows, which sets the unit of time; `half-sum` if left out. */
  readonly loss?: Loss | undefined
}

/** What a start from β leaves open. */
export interface FromBetaOptions {
  /** η_a and η_w; 1 if left out. */
  readonly learningRate?: LearningRate | undefined
  /** The sign of a: 1 if left out, or −1. */
  readonly sign?: 1 | -1 | undefined
}

export const PROBLEM: { readonly [name: string]: true } = {
  a0: true,
  w0: true,
  learningRate: true,
  target: true,
  X: true,
  y: true,
  loss: true,
}
/** Where it is left open what is learned. */
function refuseBoth(): never {
  refuseAs('target and X are both given', 'target, or X and y,')
}

const NEURON: Names<Neuron> = { a: true, w: true, learningRate: true }
const WHITENED: Names<WhitenedProblem> = { a0: true, w0: true, learningRate: true, target: true, loss: true }
const DATA: Names<DataProblem> = {
  a0: true,
  w0: true,
  learningRate: true,
  X: true,
  y: true,
  loss: true,
}
const FROM_BETA: Names<FromBetaOptions> = { learningRate: true, sign: true }

/**
 * δ = η_w a² − η_a‖w‖², conserved by gradient flow on any loss: above 0 upstream, 0 balanced, below 0 downstream.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @throws LazyrichError for an empty w, numbers that are not finite, rates that are not positive.
 * @example
 * neuronDelta({ a: 2, w: [1, 1] }) // 2
 */
export function neuronDelta(neuron: Neuron): number {
  const rates = requireNeuron(neuron)
  return deltaOf(neuron.a, neuron.w, rates)
}

/** The same without checks. */
export function deltaOf(a: number, w: ArrayLike<number>, rates: Rates): number {
  return rates.w * a * a - rates.a * dot(w, w)
}

/**
 * The outputs f(x_i) = a wᵀx_i. nd multiply-adds.
 *
 * Source: arXiv 2406.06158, section 3.
 *
 * @param X inputs, shape [n, d], row-major.
 * @returns length n.
 * @throws LazyrichError where X does not hold rows of w's length, for numbers that are not finite and rates that are not
 * positive.
 * @example
 * neuronOutputs({ a: 2, w: [1, 0] }, [1, 5, 3, 0]) // [2, 6]
 */
export function neuronOutputs(neuron: Neuron, X: ArrayLike<number>): Float64Array<ArrayBuffer> {
  requireNeuron(neuron)
  const { a, w } = neuron
  const d = w.length
  const outputs = new Float64Array(rowsOf('X', X, d, "w's length"))
  for (let i = 0; i < outputs.length; i++) {
    let sum = 0
    for (let j = 0; j < d; j++) sum += X[i * d + j]! * w[j]!
    outputs[i] = a * sum
  }
  return outputs
}

/**
 * The neuron with a w = β and the given δ: η_w a² = (κ + δ)/2, η_a‖w‖² = (κ − δ)/2, κ = √(δ² + 4 η_a η_w ‖β‖²), each
 * computed without cancellation. β = 0 with δ < 0 leaves the direction of w open, so it is refused.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @param beta β₀, length d.
 * @returns a start for {@link exactNeuron} and {@link flowNeuron}, learning rates included.
 * @throws LazyrichError for a β that is empty, or 0 with δ < 0, numbers that are not finite, rates that are not
 * positive, a sign other than ±1.
 * @example
 * const start = neuronFromBeta([2, 0], 3) // { a0: 2, w0: [1, 0] }
 * exactNeuron({ ...start, target: [0, 1] }).delta // 3
 */
export function neuronFromBeta(
  beta: ArrayLike<number>,
  delta: number,
  options: FromBetaOptions = {},
): { a0: number; w0: Float64Array<ArrayBuffer>; learningRate: Rates } {
  requireOptions('options', options, FROM_BETA)
  const { sign = 1 } = options
  requireSign('sign', sign)
  const rates = requireRates(options.learningRate)
  const size = requireNeuronBeta(beta, delta)
  const { rootReadout } = balanceOf(delta, Math.sqrt(rates.a) * Math.sqrt(rates.w) * size)
  const a0 = (sign * rootReadout) / Math.sqrt(rates.w)
  return { a0, w0: Float64Array.from(beta, (entry) => (a0 === 0 ? 0 : entry / a0)), learningRate: rates }
}

/**
 * ‖β‖; throws unless a neuron with that δ can have this β: for an empty β, entries that are not finite, and β = 0 with
 * δ < 0, where w has no direction.
 */
export function requireNeuronBeta(beta: ArrayLike<number>, delta: number): number {
  requireNumbers('beta', beta)
  requireFinite('delta', delta)
  const size = norm(beta)
  if (size === 0 && delta < 0)
    throw new LazyrichError(`beta is 0 with delta ${delta}: w then has no direction; beta ≠ 0 or delta ≥ 0 is accepted`)
  return size
}

/** The rates of a neuron; throws unless all its numbers are finite and its rates positive. */
export function requireNeuron(neuron: Neuron, name = 'neuron'): Rates {
  requireProblem(name, neuron, NEURON)
  requireFinite('a', neuron.a)
  requireNumbers('w', neuron.w)
  return requireRates(neuron.learningRate)
}

/** The rates of a start; throws unless it is finite and the rates are positive. */
export function requireStart(start: NeuronStart, known: { readonly [name: string]: true }): Rates {
  requireProblem('problem', start, known)
  requireFinite('a0', start.a0)
  requireNumbers('w0', start.w0)
  return requireRates(start.learningRate)
}

/** The rates of a problem; throws unless start and target are finite and of equal length. */
export function requireWhitened(problem: WhitenedProblem): Rates {
  const rates = requireStart(problem, WHITENED)
  const { w0, target, loss } = problem
  requireLength('target', target, w0.length, "w0's length")
  if ((problem as { readonly X?: unknown }).X !== undefined) refuseBoth()
  requireHalfSum(loss)
  return rates
}

/** The rates of a problem; throws unless X holds one row of w0's length for every entry of y, all finite. */
export function requireData(problem: DataProblem): Rates {
  const rates = requireStart(problem, DATA)
  if ((problem as { readonly target?: unknown }).target !== undefined) refuseBoth()
  const { w0, X, y, loss } = problem
  requireNumbers('y', y)
  requireLength('X', X, y.length * w0.length, `y's length ${y.length} times w0's length ${w0.length}, row by row`)
  if (loss !== undefined) requireLoss(loss)
  return rates
}

import { requireFiniteList } from '../door/list.ts'
import { requireFinite } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type Rates, requireRates, UNIT_RATE } from '../learning-rate.ts'
import { dot, norm } from '../vector.ts'
import { balanceOf } from './balance.ts'

/** f(x) = a wᵀx at the start of training. */
export interface NeuronStart {
  /** The readout. */
  readonly a0: number
  /** The input weights, length d. */
  readonly w0: ArrayLike<number>
  readonly learningRate?: Rates | undefined
}

/** Whitened data (XᵀX = I): only β* = Xᵀy matters. */
export interface WhitenedProblem extends NeuronStart {
  /** β*, length d. */
  readonly target: ArrayLike<number>
}

/** Any data. */
export interface DataProblem extends NeuronStart {
  /** n × d, row-major. */
  readonly X: ArrayLike<number>
  /** Length n. */
  readonly y: ArrayLike<number>
}

/**
 * δ = η_w a² − η_a‖w‖², conserved by gradient flow on any loss: above 0 upstream, 0 balanced, below 0 downstream.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @param w the input weights, length d.
 * @throws LazyrichError for an empty w, numbers that are not finite, rates that are not positive.
 * @example
 * neuronDelta(2, [1, 1]) // 2
 */
export function neuronDelta(a: number, w: ArrayLike<number>, learningRate: Rates = UNIT_RATE): number {
  requireFinite('a', a)
  if (w.length === 0) throw new LazyrichError('w is empty: at least one number is accepted')
  requireFiniteList('w', w)
  requireRates(learningRate)
  return learningRate.w * a * a - learningRate.a * dot(w, w)
}

/**
 * The neuron with a w = β and the given δ: η_w a² = (κ + δ)/2, η_a‖w‖² = (κ − δ)/2, κ = √(δ² + 4 η_a η_w ‖β‖²), each
 * computed without cancellation. β = 0 with δ < 0 leaves the direction of w open, so it is refused.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @param beta β₀, length d.
 * @param sign sign of a: 1 or −1.
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
  learningRate: Rates = UNIT_RATE,
  sign: 1 | -1 = 1,
): { a0: number; w0: Float64Array; learningRate: Rates } {
  const size = requireNeuronBeta(beta, delta, learningRate)
  if (sign !== 1 && sign !== -1) throw new LazyrichError(`sign is ${sign}: 1 or −1 is accepted`)
  const { rootReadout } = balanceOf(delta, Math.sqrt(learningRate.a) * Math.sqrt(learningRate.w) * size)
  const a0 = (sign * rootReadout) / Math.sqrt(learningRate.w)
  return { a0, w0: Float64Array.from(beta, (entry) => (a0 === 0 ? 0 : entry / a0)), learningRate }
}

/**
 * ‖β‖; throws unless a neuron with that δ can have this β: for an empty β, entries that are not finite, rates that are
 * not positive, and β = 0 with δ < 0, where w has no direction.
 */
export function requireNeuronBeta(beta: ArrayLike<number>, delta: number, learningRate: Rates): number {
  if (beta.length === 0) throw new LazyrichError('beta is empty: at least one number is accepted')
  requireFiniteList('beta', beta)
  requireFinite('delta', delta)
  requireRates(learningRate)
  const size = norm(beta)
  if (size === 0 && delta < 0)
    throw new LazyrichError(`beta is 0 with delta ${delta}: w then has no direction; beta ≠ 0 or delta ≥ 0 is accepted`)
  return size
}

/** Throws unless the start is finite and the rates are positive. */
export function requireStart({ a0, w0, learningRate = UNIT_RATE }: NeuronStart): void {
  requireFinite('a0', a0)
  if (w0.length === 0) throw new LazyrichError('w0 is empty: at least one number is accepted')
  requireFiniteList('w0', w0)
  requireRates(learningRate)
}

/** Throws unless start and target are finite and of equal length. */
export function requireWhitened(problem: WhitenedProblem): void {
  requireStart(problem)
  const { w0, target } = problem
  if (w0.length !== target.length)
    throw new LazyrichError(
      `w0 has length ${w0.length}, target has length ${target.length}: equal lengths are accepted`,
    )
  requireFiniteList('target', target)
}

/** Throws unless X holds one row of w0's length for every entry of y, all finite. */
export function requireData(problem: DataProblem): void {
  requireStart(problem)
  const { w0, X, y } = problem
  if (y.length === 0) throw new LazyrichError('y is empty: at least one number is accepted')
  if (X.length !== w0.length * y.length)
    throw new LazyrichError(
      `X has length ${X.length}, y has length ${y.length} and w0 has length ${w0.length}: ` +
        `length ${w0.length * y.length}, row by row, is accepted`,
    )
  requireFiniteList('X', X)
  requireFiniteList('y', y)
}

import { LazyrichError, requireFinite, requireFiniteList, requirePositive } from '../errors.ts'
import { type LearningRate, UNIT_RATE } from '../learning-rate.ts'
import type { DescentRule } from './law.ts'

/** The start of a ledger, and the descent whose steps it is told. */
export interface DeltaLedgerOptions<Delta> {
  /** δ before the first step: a number for one neuron, a list for a layer, Δ for a linear pair. */
  readonly delta: Delta
  /** μ of v′ = μv + g, from 0 up to but not including 1; 0 if left out. Dampening and Nesterov's step have no such law. */
  readonly momentum?: number | undefined
  /** λ ≥ 0, of both layers; 0 if left out. */
  readonly weightDecay?: number | undefined
  /**
   * `decoupled` if left out: θ′ = (1 − ηλ)θ − ηv′. `gradient`: λθ is added to the gradient, as `weight_decay` of
   * PyTorch's `SGD` does.
   */
  readonly decay?: 'decoupled' | 'gradient' | undefined
  /**
   * {a: η_a, w: η_w}, 1 each if left out: factors of every step's learning rate where the layers learn at different
   * speeds. δ then means η_w a² − η_a‖w‖². With decay they must be equal.
   */
  readonly layerRates?: LearningRate | undefined
}

/**
 * What one step subtracts from the weights, over its learning rate (and its layer's): the gradient of its batch; with
 * momentum, the velocity after the step (`momentum_buffer` in PyTorch); with decay in the gradient, λθ included.
 */
export interface DeltaLedgerStep<Norms> {
  /** η of this step, ≥ 0. */
  readonly learningRate: number
  /** Of the readouts. */
  readonly a: Norms
  /** Of the input weights, biases included. */
  readonly w: Norms
}

/** δ along a descent, by norms alone. */
export interface DeltaLedger<Norms, Delta> {
  /** δ after the last step; a copy. */
  readonly delta: Delta
  /**
   * Takes a step; returns δ after it.
   *
   * @throws LazyrichError for a learning rate below 0, and for norms that are not finite, below 0 or too many or few.
   */
  step(step: DeltaLedgerStep<Norms>): Delta
}

const OPTIONS = ['delta', 'momentum', 'weightDecay', 'decay', 'layerRates']

/** The rule with its defaults; throws unless a law is known for it. */
export function requireRule(options: DeltaLedgerOptions<unknown>): DescentRule {
  for (const name of Object.keys(options))
    if (!OPTIONS.includes(name))
      throw new LazyrichError(`${name} is not an option of a ledger: ${OPTIONS.join(', ')} are accepted`)
  const { momentum = 0, weightDecay = 0, decay = 'decoupled', layerRates = UNIT_RATE } = options
  if (!(typeof momentum === 'number' && momentum >= 0 && momentum < 1))
    throw new LazyrichError(`momentum is ${momentum}: a number from 0 up to but not including 1 is accepted`)
  requireNotNegative('weightDecay', weightDecay)
  if (decay !== 'decoupled' && decay !== 'gradient')
    throw new LazyrichError(`decay is ${decay}: decoupled or gradient is accepted`)
  requirePositive('layerRates.a', layerRates.a)
  requirePositive('layerRates.w', layerRates.w)
  if (weightDecay > 0 && layerRates.a !== layerRates.w)
    throw new LazyrichError(
      `layerRates are ${layerRates.a} and ${layerRates.w} with weightDecay ${weightDecay}: equal rates are accepted where there is decay, since norms do not suffice otherwise`,
    )
  return { momentum, weightDecay, decay, layerRates }
}

/** The numbers, copied; throws unless there is one at least and all are finite. */
export function requireNumbers(name: string, values: ArrayLike<number>): Float64Array {
  if (!(typeof values === 'object' && values !== null && values.length >= 0))
    throw new LazyrichError(`${name} is ${values}: a list of numbers is accepted`)
  if (values.length === 0) throw new LazyrichError(`${name} is empty: at least one number is accepted`)
  requireFiniteList(name, values)
  return Float64Array.from(values)
}

/** Throws unless the value is a finite number of 0 or more. */
export function requireNotNegative(name: string, value: number): void {
  requireFinite(name, value)
  if (value < 0) throw new LazyrichError(`${name} is ${value}: a number ≥ 0 is accepted`)
}

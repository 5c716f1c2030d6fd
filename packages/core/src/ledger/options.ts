import { type Names, requireOptions } from '../door/fields.ts'
import { requireAtLeast, requireOneOf } from '../door/number.ts'
import { refuse } from '../door/refuse.ts'
import { LazyrichError } from '../errors.ts'
import { type LearningRate, requireRates } from '../learning-rate.ts'
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
  readonly learningRate?: LearningRate | undefined
}

/**
 * What one step subtracts from the weights, over its learning rate (and its layer's): the gradient of its batch; with
 * momentum, the velocity after the step (`momentum_buffer` in PyTorch); with decay in the gradient, λθ included.
 */
export interface DeltaLedgerStep<Norms> {
  /** η of this step, ≥ 0. */
  readonly stepSize: number
  /** Of the readouts. */
  readonly a: Norms
  /** Of the input weights, biases included. */
  readonly w: Norms
}

/** δ along a descent, by norms alone. */
export interface Ledger<Norms = number, Delta = Norms> {
  /** δ after the last step; a copy. */
  readonly delta: Delta
  /**
   * Takes a step; returns δ after it.
   *
   * @throws LazyrichError for a learning rate below 0, and for norms that are not finite, below 0 or too many or few.
   */
  step(step: DeltaLedgerStep<Norms>): Delta
}

const OPTIONS: Names<DeltaLedgerOptions<unknown>> = {
  ...{ delta: true, momentum: true, weightDecay: true },
  ...{ decay: true, learningRate: true },
}
const STEP: Names<DeltaLedgerStep<unknown>> = { stepSize: true, a: true, w: true }

/** The rule with its defaults; throws unless a law is known for it. */
export function requireRule(options: DeltaLedgerOptions<unknown>): DescentRule {
  requireOptions('options', options, OPTIONS)
  const { momentum = 0, weightDecay = 0, decay = 'decoupled' } = options
  if (!(Number.isFinite(momentum) && momentum >= 0 && momentum < 1))
    refuse('momentum', momentum, 'a number from 0 up to but not including 1')
  requireAtLeast('weightDecay', weightDecay, 0)
  requireOneOf('decay', decay, ['decoupled', 'gradient'])
  const learningRate = requireRates(options.learningRate, 'learningRate')
  if (weightDecay > 0 && learningRate.a !== learningRate.w)
    throw new LazyrichError(
      `learningRate is { a: ${learningRate.a}, w: ${learningRate.w} } with weightDecay ${weightDecay}: equal rates are accepted where there is decay, since norms do not suffice otherwise`,
    )
  return { momentum, weightDecay, decay, learningRate }
}

/** Throws unless a step has a learning rate of 0 or more, and names nothing else than it may. */
export function requireStep(step: DeltaLedgerStep<unknown>): void {
  requireOptions('step', step, STEP)
  requireAtLeast('stepSize', step.stepSize, 0)
}

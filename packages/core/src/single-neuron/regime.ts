import { requireNumbers } from '../door/list.ts'
import { requireFinite } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { norm } from '../vector.ts'
import { balanceOf } from './balance.ts'
import { type RateOptions, requireRateOptions } from './rate-options.ts'

/** Which regime δ puts a neuron in, and by how much. */
export interface NeuronRegime {
  readonly name: 'lazy' | 'rich' | 'delayed rich'
  /** δ/(2‖b‖), b = √(η_aη_w)β*: what is compared with the thresholds. */
  readonly ratio: number
  /**
   * (κ − δ)/(κ + δ) of the preconditioner M at β*: how much more strongly M acts along β than across it, less 1. 0 is
   * lazy, 1 balanced, large delayed rich.
   */
  readonly anisotropy: number
  /** `lazy` from this ratio up, `delayed rich` from that ratio down, `rich` between. */
  readonly thresholds: { readonly lazy: 1; readonly delayedRich: -1 }
}

const THRESHOLDS = { lazy: 1, delayedRich: -1 } as const

/**
 * The regime of f(x) = a wᵀx on ½‖Xaw − y‖² with whitened input, from δ and the size of the target β* = Xᵀy, without
 * running it. At the end of training, where β = β*, the preconditioner M = (κ + δ)/2 I + (κ − δ)/2 β̂β̂ᵀ,
 * κ = √(δ² + 4‖b‖²), b = √(η_aη_w)β*, depends on ρ = δ/(2‖b‖) alone, up to scale:
 *
 *     (κ − δ)/(κ + δ) = (√(1 + ρ²) − ρ)²:   0.17 at ρ = 1,   1 at 0,   5.8 at −1
 *
 * The kernel is M, so this is how far it can turn: with two inputs, a start β₀ ⊥ β* of the same size ends at kernel
 * distance 0.012 at ρ = 1, 0.2 at 0 and 0.71 at −1. **The thresholds ρ ≥ 1 (`lazy`) and ρ ≤ −1 (`delayed rich`) are a
 * convention**: the change is smooth, and there δ and the target contribute equally to κ. Delayed rich kernels turn the
 * most, but late: in the example above, by the time the loss has halved, 4 % of the turn has happened at ρ = −1, 0.5 %
 * at −2, a tenth at 0.
 *
 * Source: arXiv 2406.06158, section 3 (the limits of M); the numbers are this function's tests.
 *
 * @param target β*, length d, not 0: without a target there is nothing to compare δ with.
 * @throws LazyrichError for a target that is empty or 0, numbers that are not finite, rates that are not positive.
 * @example
 * neuronRegime([0, 1], 4).name // 'lazy'
 * neuronRegime([0, 1], 0).name // 'rich'
 * neuronRegime([0, 1], -4).name // 'delayed rich'
 */
export function neuronRegime(target: ArrayLike<number>, delta: number, options: RateOptions = {}): NeuronRegime {
  const learningRate = requireRateOptions(options)
  requireNumbers('target', target)
  requireFinite('delta', delta)
  const s = Math.sqrt(learningRate.a) * Math.sqrt(learningRate.w) * norm(target)
  if (!(s > 0)) throw new LazyrichError('target is 0: a target ≠ 0 is accepted')
  const { readout, weights } = balanceOf(delta, s)
  const ratio = delta / (2 * s)
  const name = ratio >= THRESHOLDS.lazy ? 'lazy' : ratio <= THRESHOLDS.delayedRich ? 'delayed rich' : 'rich'
  return { name, ratio, anisotropy: weights / readout, thresholds: THRESHOLDS }
}

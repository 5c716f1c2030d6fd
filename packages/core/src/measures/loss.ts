import { requireFinite, requireOneOf, requireWhole } from '../door/number.ts'
import { refuse } from '../door/refuse.ts'

/**
 * How the residuals of n samples add up to a loss: `half-sum` is ½ Σ‖r_i‖², `mean` (1/n) Σ‖r_i‖² and `half-mean` (1/2n)
 * Σ‖r_i‖². The paper uses the first for its theory and the second for ReLU networks.
 */
export type Loss = 'half-sum' | 'mean' | 'half-mean'

const LOSSES: readonly Loss[] = ['half-sum', 'mean', 'half-mean']

/** Throws a LazyrichError unless `loss` is one of them. */
export function requireLoss(loss: Loss): void {
  requireOneOf('loss', loss, LOSSES)
}

/** Throws a LazyrichError unless the loss of a problem with whitened data is left out or the one that it must be. */
export function requireHalfSum(loss: Loss | undefined): void {
  if (loss !== undefined && loss !== 'half-sum')
    refuse('loss', loss, 'half-sum (a target has no number of samples; convertFlowTime converts times)')
}

/**
 * The factor c of L = c Σ_i ‖f(x_i) − y_i‖²: ½, 1/n or 1/(2n).
 *
 * Source: the definition of {@link Loss}.
 *
 * @example
 * lossFactor('mean', 40) // 0.025
 *
 * @param samples n, a whole number above 0.
 * @throws LazyrichError for another loss or number of samples.
 */
export function lossFactor(loss: Loss, samples: number): number {
  requireWhole('samples', samples)
  requireLoss(loss)
  if (loss === 'half-sum') return 1 / 2
  return loss === 'mean' ? 1 / samples : 1 / (2 * samples)
}

/**
 * Converts flow time under one loss to flow time under another: gradient flow follows the same path, faster where the
 * loss is larger, t_to = t_from c_from/c_to with the factors c of {@link lossFactor}.
 *
 * @example
 * convertFlowTime(10, 'mean', 'half-sum', 40) // 0.5
 *
 * @param samples n, the same for both.
 * @throws LazyrichError for another loss or number of samples, and a time that is not finite.
 */
export function convertFlowTime(time: number, from: Loss, to: Loss, samples: number): number {
  requireFinite('time', time)
  requireOneOf('from', from, LOSSES)
  requireOneOf('to', to, LOSSES)
  return (time * lossFactor(from, samples)) / lossFactor(to, samples)
}

/**
 * 1/c, a whole number: to divide by it rounds once, where to multiply by c rounds twice. Throws a LazyrichError as
 * {@link lossFactor} does.
 */
export function lossDivisor(loss: Loss, samples: number): number {
  requireWhole('samples', samples)
  requireLoss(loss)
  if (loss === 'half-sum') return 2
  return loss === 'mean' ? samples : 2 * samples
}

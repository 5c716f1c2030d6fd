import { type Names, requireOptions } from '../door/fields.ts'
import { requireMeasured, requireNumbers } from '../door/list.ts'
import { LazyrichError } from '../errors.ts'
import { type Loss, lossFactor } from './loss.ts'

/** How residuals add up. */
export interface OutputLossOptions {
  /** `mean` if left out, whatever loss the network was trained on. */
  readonly loss?: Loss | undefined
  /** n: the number of targets if left out, as of a network with one output. */
  readonly samples?: number | undefined
}

const OPTIONS: Names<OutputLossOptions> = { loss: true, samples: true }

/**
 * The loss L = c Σ (f − y)² of any network's outputs against targets, with c by the kind of loss ({@link lossFactor}):
 * the loss on test data, or on the training data by another measure.
 *
 * @example
 * outputLoss(chainOutputs({ a: [2], w: [1, 0] }, [1, 5, 3, 0]), [1, 5]) // 1, the mean of 1² and 1²
 * outputLoss([1, 2, 3, 4], [0, 0, 0, 0], { loss: 'half-sum', samples: 2 }) // 15: of two outputs each
 *
 * @param outputs of the network, sample by sample; NaN where it has diverged gives NaN.
 * @param targets in the same order.
 * @throws LazyrichError for lengths that differ, targets that are not finite, another loss, and samples that the
 * targets cannot be dealt out to.
 */
export function outputLoss(
  outputs: ArrayLike<number>,
  targets: ArrayLike<number>,
  options: OutputLossOptions = {},
): number {
  requireMeasured('outputs', outputs)
  requireNumbers('targets', targets)
  requireOptions('options', options, OPTIONS)
  if (outputs.length !== targets.length)
    throw new LazyrichError(
      `outputs has length ${outputs.length}, targets has length ${targets.length}: equal lengths are accepted`,
    )
  const { loss = 'mean', samples = targets.length } = options
  const factor = lossFactor(loss, samples)
  if (targets.length % samples !== 0)
    throw new LazyrichError(
      `samples is ${samples}, targets has length ${targets.length}: a number of samples that divides it is accepted`,
    )
  let sum = 0
  for (let p = 0; p < targets.length; p++) sum += (outputs[p]! - targets[p]!) ** 2
  return factor * sum
}

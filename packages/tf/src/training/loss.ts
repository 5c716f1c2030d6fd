import type { Scalar, Tensor2D } from '@tensorflow/tfjs'
import type { Tfjs } from '../backends/load.ts'
import type { Kernels } from '../planning/kernels.ts'

/** What a network is trained on: the mean over a batch of
 *
 *     cross-entropy   −log softmax(f)_label         gradient softmax(f) − e_label
 *     mean-square     ‖f − e_label‖²                gradient 2(f − e_label)
 *
 * for outputs f and the unit vector e_label of the label.
 */
export type LossName = 'cross-entropy' | 'mean-square'

export const LOSSES: readonly LossName[] = ['cross-entropy', 'mean-square']

/** How a network does on some samples. */
export interface BatchLoss {
  /** The mean of the loss over the samples; not finite where an output is not. */
  readonly loss: number
  /** Samples whose largest output (the first, on a tie) is not their label's, or that have an output that is NaN. */
  readonly wrong: number
}

/** Sum of the loss, and factor times its gradient with respect to the outputs; in memory. */
export function lossKernel(kernels: Kernels, name: LossName): Kernels['crossEntropy'] {
  return name === 'cross-entropy' ? kernels.crossEntropy : kernels.meanSquare
}

/** The mean of the loss over outputs [count, classes], in operations that are differentiated. */
export function meanLoss(tf: Tfjs, name: LossName, outputs: Tensor2D, oneHot: Tensor2D): Scalar {
  if (name === 'cross-entropy') return tf.neg(tf.mean(tf.sum(tf.mul(oneHot, tf.logSoftmax(outputs)), 1)))
  return tf.mean(tf.sum(tf.square(tf.sub(outputs, oneHot)), 1))
}

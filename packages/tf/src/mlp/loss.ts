/** What a network is trained on. */
export type LossName = 'cross-entropy' | 'mean-square'

/** The result of a pass over some rows. */
export interface LossSum {
  /** Sum of the loss over the rows; not finite where an output is not. */
  readonly loss: number
  /** Rows whose largest output (the first, on a tie) is not their label's, or whose loss is NaN. */
  readonly wrong: number
}

/**
 * Sums a loss over rows of outputs f, in float64; `labels[i]` is row i's class.
 *
 *     cross-entropy   −log softmax(f)_label         gradient softmax(f) − e_label
 *     mean-square     ‖f − e_label‖²                gradient 2(f − e_label)
 *
 * @param outputs shape [rows, classes].
 * @param gradient receives ∂(sum)/∂f, same shape; not computed if left out.
 */
export function sumLoss(
  name: LossName,
  outputs: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  gradient?: Float32Array,
): LossSum {
  let loss = 0
  let wrong = 0
  const row = name === 'cross-entropy' ? crossEntropy : meanSquare
  for (let i = 0; i < labels.length; i++) {
    const at = i * classes
    const label = labels[i]!
    const own = row(outputs, at, classes, label, gradient)
    loss += own
    let answer = 0
    for (let c = 1; c < classes; c++) if (outputs[at + c]! > outputs[at + answer]!) answer = c
    if (answer !== label || Number.isNaN(own)) wrong++
  }
  return { loss, wrong }
}

/** Shifted by the largest output, so that no exponential overflows. */
function crossEntropy(
  outputs: ArrayLike<number>,
  at: number,
  classes: number,
  label: number,
  gradient: Float32Array | undefined,
): number {
  let largest = outputs[at]!
  for (let c = 1; c < classes; c++) largest = Math.max(largest, outputs[at + c]!)
  let sum = 0
  for (let c = 0; c < classes; c++) sum += Math.exp(outputs[at + c]! - largest)
  if (gradient)
    for (let c = 0; c < classes; c++)
      gradient[at + c] = Math.exp(outputs[at + c]! - largest) / sum - (c === label ? 1 : 0)
  return Math.log(sum) + largest - outputs[at + label]!
}

function meanSquare(
  outputs: ArrayLike<number>,
  at: number,
  classes: number,
  label: number,
  gradient: Float32Array | undefined,
): number {
  let sum = 0
  for (let c = 0; c < classes; c++) {
    const difference = outputs[at + c]! - (c === label ? 1 : 0)
    sum += difference * difference
    if (gradient) gradient[at + c] = 2 * difference
  }
  return sum
}

import { TfError } from '../errors.ts'
import { leavesOf, type Network } from '../networks/network.ts'
import { type Shape, shownShape, sizeOf } from '../shape.ts'

/** Samples and their classes. */
export interface Batch {
  /** [count, ...axes of the network's input], row-major; whole numbers where tokens go in. What stands behind is ignored. */
  readonly inputs: ArrayLike<number>
  /** A class for each sample. */
  readonly labels: ArrayLike<number>
  readonly count: number
}

/**
 * @throws TfError unless there are inputs of the network's shape for `count` samples, with tokens that it knows.
 */
export function requireInputs(input: Shape, inputs: ArrayLike<number>, count: number): void {
  if (!(Number.isInteger(count) && count >= 1))
    throw new TfError(`count is ${count}: a whole number of at least 1 is accepted`)
  const size = sizeOf(input)
  if (inputs.length < count * size)
    throw new TfError(
      `inputs has length ${inputs.length} for ${count} samples: ${count * size} numbers, ${shownShape(input)} a sample, are accepted`,
    )
  const { tokens } = input
  if (tokens === undefined) return
  for (let p = 0; p < count * size; p++) {
    const token = inputs[p]!
    if (!(Number.isInteger(token) && token >= 0 && token < tokens))
      throw new TfError(`inputs[${p}] is ${token}: whole numbers from 0 to ${tokens - 1} are accepted`)
  }
}

/** @throws TfError unless every sample has a class of the network. */
export function requireLabels(labels: ArrayLike<number>, count: number, classes: number): void {
  if (labels.length < count)
    throw new TfError(`labels has length ${labels.length}: one for each of ${count} samples is accepted`)
  for (let i = 0; i < count; i++) {
    const label = labels[i]!
    if (!(Number.isInteger(label) && label >= 0 && label < classes))
      throw new TfError(`labels[${i}] is ${label}: whole numbers from 0 to ${classes - 1} are accepted`)
  }
}

/** @throws TfError unless the samples of a step are as many as every layer needs, and no more than a batch may have. */
export function requireCount({ layers }: Network, count: number, most: number): void {
  if (count > most) throw new TfError(`count is ${count}: at most ${most} samples, those of a batch, are accepted`)
  for (const { layer, name, input } of leavesOf(layers)) {
    const fewest = layer.fewest?.(input) ?? 1
    if (count < fewest)
      throw new TfError(
        `count is ${count}: at least ${fewest} samples are accepted, layer ${name} needs them in training`,
      )
  }
}

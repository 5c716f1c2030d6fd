import { type Names, refuse, requireFields, requireNumber, requireNumbers } from '../door.ts'
import { TfError } from '../errors.ts'
import { leavesOf, type Network } from '../networks/network.ts'
import { type Shape, shownShape, sizeOf } from '../shape.ts'

/** Samples and their classes. */
export interface Batch {
  /**
   * [samples, ...axes of the network's input], row-major; whole numbers where tokens go in. NaN among them is not looked
   * for: the loss is NaN then.
   */
  readonly inputs: ArrayLike<number>
  /** A class for each of these samples. */
  readonly labels: ArrayLike<number>
  /** How many of them are meant, from the first on. */
  readonly count: number
}

const BATCH: Names<Batch> = { inputs: true, labels: true, count: true }

/**
 * @throws TfError unless it is a batch of inputs of the network's shape and a class for each. Whether inputs are finite is
 * not asked: the loss says it.
 */
export function requireBatch(input: Shape, classes: number, batch: Batch): void {
  requireFields('batch', batch, BATCH)
  requireInputs(input, batch.inputs, batch.count)
  requireLabels(batch.labels, batch.count, classes)
  const [given, samples] = [batch.inputs.length, batch.labels.length]
  const wanted = samples * sizeOf(input)
  if (given !== wanted)
    throw new TfError(
      `inputs has length ${given} for ${samples} labels: ${wanted} numbers, ${shownShape(input)} a sample, are accepted`,
    )
}

/**
 * @param what what they are named in an error, such as `train.inputs`.
 * @throws TfError unless there are inputs of the network's shape for `count` samples, with tokens that it knows.
 */
export function requireInputs(input: Shape, inputs: ArrayLike<number>, count: number, what = 'inputs'): void {
  requireNumber('count', count, { whole: true, from: 1 })
  requireNumbers(what, inputs)
  const size = sizeOf(input)
  if (inputs.length < count * size)
    throw new TfError(
      `${what} has length ${inputs.length} for ${count} samples: ${count * size} numbers, ${shownShape(input)} a sample, are accepted`,
    )
  const { tokens } = input
  if (tokens === undefined) return
  for (let p = 0; p < count * size; p++) {
    const token = inputs[p]!
    if (!(Number.isInteger(token) && token >= 0 && token < tokens))
      refuse(`${what}[${p}]`, token, `a whole number from 0 to ${tokens - 1}`)
  }
}

/** @throws TfError unless every sample has a class of the network, as a number: unit vectors are refused. */
export function requireLabels(labels: ArrayLike<number>, count: number, classes: number, what = 'labels'): void {
  if (!ArrayBuffer.isView(labels) && !Array.isArray(labels)) refuse(what, labels, 'a list of numbers')
  if (labels.length < count)
    throw new TfError(`${what} has length ${labels.length}: one for each of ${count} samples is accepted`)
  for (let i = 0; i < count; i++) {
    const label = labels[i]!
    if (!(Number.isInteger(label) && label >= 0 && label < classes))
      refuse(`${what}[${i}]`, label, `a whole number from 0 to ${classes - 1}`)
  }
  if (classes > 1 && labels.length === count * classes && isFloat(labels) && areUnitVectors(labels, classes))
    throw new TfError(`${what} has unit vectors of ${classes} numbers: a class for each sample is accepted`)
}

function isFloat(list: ArrayLike<number>): boolean {
  return list instanceof Float32Array || list instanceof Float64Array
}

function areUnitVectors(list: ArrayLike<number>, size: number): boolean {
  for (let first = 0; first < list.length; first += size) {
    let ones = 0
    for (let p = first; p < first + size; p++) {
      if (list[p] === 1) ones++
      else if (list[p] !== 0) return false
    }
    if (ones !== 1) return false
  }
  return true
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

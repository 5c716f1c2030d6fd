import { type Names, refuse, requireFields, requireNumber } from '../door.ts'
import { TfError } from '../errors.ts'
import { type Shape, shownShape, sizeOf } from '../shape.ts'

/** Labelled data that batches are taken from. */
export interface Samples {
  /** [count, ...axes of the network's input], row-major. */
  readonly inputs: Float32Array | Uint8Array | Int32Array
  /** A class for each. */
  readonly labels: Uint8Array | Int32Array
  readonly count: number
}

const SAMPLES: Names<Samples> = { inputs: true, labels: true, count: true }

/**
 * @throws TfError unless they are typed arrays of exactly `count` samples of that shape and a label for each, so that data of
 * another size is not taken for some of it.
 */
export function requireSamples(what: string, samples: Samples, input: Shape): void {
  requireFields(what, samples, SAMPLES)
  const { inputs, labels, count } = samples
  requireNumber(`${what}.count`, count, { whole: true, from: 1 })
  for (const [name, list] of Object.entries({ inputs, labels }))
    if (!('subarray' in Object(list)) || typeof list[0] === 'bigint')
      refuse(`${what}.${name}`, list, 'a typed array of numbers')
  const size = sizeOf(input)
  if (inputs.length !== count * size)
    throw new TfError(
      `${what}.inputs has length ${inputs.length} for ${count} samples: ${count * size} numbers, ${shownShape(input)} a sample, are accepted`,
    )
  if (labels.length !== count)
    throw new TfError(`${what}.labels has length ${labels.length}: one for each of ${count} samples is accepted`)
}

/** Rows `first` to `first + count` of `order`, side by side. */
export function takeRows(
  { inputs, labels }: Samples,
  size: number,
  { order, first, count }: { readonly order: ArrayLike<number>; readonly first: number; readonly count: number },
  into: { readonly inputs: Float32Array | Uint8Array | Int32Array; readonly labels: Int32Array },
): void {
  for (let i = 0; i < count; i++) {
    const row = order[first + i]!
    const from = row * size
    const to = i * size
    if (size > 64) into.inputs.set(inputs.subarray(from, from + size), to)
    else for (let p = 0; p < size; p++) into.inputs[to + p] = inputs[from + p]!
    into.labels[i] = labels[row]!
  }
}

/** Labelled data that batches are taken from. */
export interface Samples {
  /** [count, ...axes of the network's input], row-major. */
  readonly inputs: Float32Array | Uint8Array | Int32Array
  /** A class for each. */
  readonly labels: Uint8Array | Int32Array
  readonly count: number
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

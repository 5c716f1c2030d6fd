import { permutation, type RandomStream } from '@lazyrich/core/random'

/** The data of one step: rows `first` to `first + count` of `order`. */
export interface BatchRows {
  readonly order: Uint32Array
  readonly first: number
  readonly count: number
}

/** Every epoch visits all data once, in a new random order. */
export interface EpochOrder {
  /** The batch of that step; steps must be requested in order. */
  batch(step: number): BatchRows
  /** What to resume the stream from for a run that resumes at that step. */
  state(step: number): Float64Array
}

/**
 * @param stream a fresh one for a new run, or one resumed from `state(step)`, whose first request must be that step.
 */
export function epochOrder(samples: number, batchSize: number, stream: RandomStream): EpochOrder {
  const batches = Math.ceil(samples / batchSize)
  let epoch = -1
  let order: Uint32Array = new Uint32Array(0)
  /** The stream before the epoch's order was drawn from it. */
  let before = stream.state()
  return {
    batch(step) {
      if (Math.floor(step / batches) !== epoch) {
        epoch = Math.floor(step / batches)
        before = stream.state()
        order = permutation(stream, samples)
      }
      const first = (step % batches) * batchSize
      return { order, first, count: Math.min(batchSize, samples - first) }
    },
    state: (step) => (Math.floor(step / batches) === epoch ? before : stream.state()),
  }
}

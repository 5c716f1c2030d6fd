/**
 * A typed array with its shape, row-major. The port hands it out with memory of its own, which can be transferred, put
 * into a Blob or written to a GPU; an experiment may hand it in with shared memory too.
 */
export interface Field<Memory extends ArrayBufferLike = ArrayBuffer> {
  readonly data: Float64Array<Memory>
  readonly shape: readonly number[]
}

/** Typed arrays by name. */
export type Fields<Memory extends ArrayBufferLike = ArrayBuffer> = { readonly [name: string]: Field<Memory> }

/** How a run came to its end. */
export interface End {
  readonly reason: 'complete' | 'diverged'
  /** One line for a person. */
  readonly message: string
}

/**
 * What a run shows of itself at one moment. The receiver owns it: a run never writes into a frame that it has yielded.
 */
export interface Frame<Memory extends ArrayBufferLike = ArrayBuffer> {
  readonly kind: 'frame'
  /** Steps taken so far: gradient steps of a descent, integrator steps of a flow. */
  readonly step: number
  /** Flow time: learning rate × steps for a descent. */
  readonly time: number
  readonly metrics: { readonly [name: string]: number }
  readonly fields?: Fields<Memory>
  /** Present on the last frame only. */
  readonly end?: End
}

/** Says how far a run is, between frames, after a bounded amount of work. */
export interface Progress {
  readonly kind: 'progress'
  readonly step: number
  readonly time: number
}

/** What a run yields. */
export type RunEvent<Memory extends ArrayBufferLike = ArrayBuffer> = Frame<Memory> | Progress

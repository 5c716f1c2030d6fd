import type { Shape } from '../shape.ts'

/** A batch of what flows between two layers, in memory: [count, ...axes], float32, or int32 where tokens flow. */
export interface Value {
  readonly shape: Shape
  /** Where it is; 0 where it is not written out but stands in `codes`, `rows` … */
  readonly at: number
  /** Where ∂L/∂ of it goes; 0 where nobody asks for it, or it is not written out. */
  readonly gradient: number
  /** Whether the layer that takes it may overwrite it and its gradient: nobody else reads them. */
  readonly free: boolean
  /**
   * What is still to be done to every entry: scale · z + bias, the bias one for each of the last axis. A layer that goes
   * over all entries anyway takes it along; {@link Planning.plain} does it for the others.
   */
  readonly pending?: Pending
  /** One-hot entries [length, alphabet] that are not written out. */
  readonly codes?: Codes
  /** Rows [length, width] that many samples share, not written out for each. */
  readonly rows?: Rows
}

export interface Pending {
  readonly scale: number
  readonly bias?: PlannedParameter
}

/** A parameter in memory. */
export interface PlannedParameter {
  readonly at: number
  readonly gradient: number
  readonly size: number
}

export interface Codes {
  /** int32 [count, length]. */
  readonly ids: number
  readonly length: number
  readonly alphabet: number
}

/** Row p of sample i is row index[i, p] of `at`. */
export interface Rows {
  /** [distinct rows, width]. */
  readonly at: number
  /** The sum of ∂L/∂row over all samples and places that share it; the layer that takes it writes it. */
  readonly gradient: number
  /** int32 [count, length], of rows. */
  readonly index: number
  readonly length: number
  readonly width: number
  /** The most rows that a batch may have, and those of the present one. */
  readonly most: number
  distinct(): number
}

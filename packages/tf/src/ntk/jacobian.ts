import type { NetworkNumbers } from '../networks/state.ts'
import type { Projection } from './projection.ts'
import type { Waiting } from './waiting.ts'

/** Inputs at which a network is measured. */
export interface Probe {
  /** [count, ...axes of the network's input], row-major. */
  readonly inputs: ArrayLike<number>
  readonly count: number
}

/** From `from` up to but not including `to`. */
export interface Span {
  readonly from: number
  readonly to: number
}

/**
 * The rows ∂f_c(x_i)/∂θ of a network's Jacobian on a probe, some samples and one output at a time, in evaluation. Two
 * sources: kernels of WebAssembly (`fastJacobian`), and automatic differentiation on any backend (`generalJacobian`).
 */
export interface Jacobian {
  /** n. */
  readonly samples: number
  /** C. */
  readonly outputs: number
  /** Outputs whose rows are kept beside each other: 1, or all. Row t·slots + slot belongs to held sample t. */
  readonly slots: number
  /** The most samples that are held at once. */
  readonly capacity: number
  /** Multiply-adds of one pass of a sample, about. */
  readonly work: number
  /** Together all parameters, each once. */
  readonly parts: readonly JacobianPart[]
  /** Takes the network's numbers. */
  use(numbers: NetworkNumbers): void
  /** Holds these samples of the probe, in this order: passes them forward. */
  hold(samples: readonly Span[]): Waiting<void>
  /** Brings the gradients of output c of all held samples to where parts read them. */
  respond(output: number): Waiting<void>
  /** Where it was opened for projections: those of the held samples' whole rows, so far. */
  readonly projected?: Projected
}

/** Sums that {@link JacobianPart.project} adds to, 0 after {@link Jacobian.hold}. */
export interface Projected {
  /** By seed r, [held, buckets + RUN]; to be copied. */
  sums(r: number): Float64Array
}

/** Columns of the Jacobian that are made together. */
export interface JacobianPart {
  /** Name of the layer that they belong to. */
  readonly layer: string
  /** Where they stand in the network's list of parameters, in the order of a row. */
  readonly pieces: readonly Piece[]
  /** How many there are. */
  readonly size: number
  /** Keeps what {@link products} needs of the output that was responded for. */
  keep(slot: number): Waiting<void>
  /** Adds the rows that were last kept, of that output, to all projections. Where it was opened for them. */
  project?(output: number): Waiting<void>
  /** into[x, y] += Σ_p J[x, p] J[y, p] over the part's columns, for kept rows x and y; accumulated in float64. */
  products(x: Span, y: Span, into: Float64Array): Waiting<void>
}

/** Parameters side by side. */
export interface Piece {
  readonly offset: number
  readonly size: number
}

/** What a Jacobian is opened for. */
export interface JacobianOptions {
  /** Keep all outputs' rows at once: for products between outputs. */
  readonly allOutputs: boolean
  /** For projections of rows, in place of their products. */
  readonly projection?: Projection
  /** Bytes that it may take. */
  readonly memory: number
}

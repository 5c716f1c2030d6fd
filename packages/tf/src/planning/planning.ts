import type { Shape } from '../shape.ts'
import type { Kernels } from './kernels.ts'
import type { NetworkMemory } from './memory.ts'
import type { PlannedParameter, Value } from './value.ts'

/** Something that is done to a batch in memory. Addresses are fixed when it is planned. */
export interface Step {
  /** Outputs from inputs, for the first `count` samples. In training, a batch is normalized by its own moments. */
  forward(count: number, training: boolean): void
  /**
   * From the gradient of the outputs to that of the inputs; writes all of it. May be called again after the same forward,
   * with another gradient: it keeps what forward left.
   */
  backward?(count: number, training: boolean): void
  /**
   * Writes the gradient of the step's parameters, summed over samples `first` to `first + count`. May be called for any
   * samples once all of {@link backward} is done: what it reads stays until the next forward.
   */
  slope?(first: number, count: number): void
  /** Parameters that {@link slope} writes. */
  readonly parameters?: readonly PlannedParameter[]
  /** Where the gradient of a matrix is that of an outer product for every sample. */
  readonly factors?: Factors
}

/**
 * ∂f/∂W = scale · hᵀd for one sample: h [count, inner] the inputs of a matrix W [inner, outer], d [count, outer] the
 * gradient of its outputs. A tangent kernel is then (h_i·h_j)(d_i·d_j) scale², without a row of the Jacobian.
 */
export interface Factors {
  readonly weight: PlannedParameter
  readonly inputs: number
  readonly gradient: number
  readonly inner: number
  readonly outer: number
  readonly scale: number
}

/** Memory for passing results from one kernel to the next inside a step: one for all steps, as large as the largest. */
export interface Scratch {
  readonly at: number
}

/** What a layer's {@link Layer.plan} works with. */
export interface Planning {
  readonly kernels: Kernels
  readonly memory: NetworkMemory
  /** The most samples that a batch may have. */
  readonly batch: number
  /** The layer's own parameters and statistics, in order. */
  readonly parameters: readonly PlannedParameter[]
  readonly statistics: readonly number[]
  readonly input: Shape
  readonly output: Shape
  /**
   * False where every sample must keep what its own gradient needs apart from others': no rows are shared
   * ({@link Value.rows}) then.
   */
  readonly shares: boolean
  add(step: Step): void
  /** A new value of that shape with room for its gradient. Not to be overwritten by others where `free` is false. */
  value(shape: Shape, options?: { readonly free?: boolean }): Value
  /** The same value written out, with nothing pending. */
  plain(value: Value): Value
  /** Plans part k of a layer that holds layers. */
  part(k: number, value: Value): Value
  /** At least so many bytes, shared by all steps: its address is known once all is planned. */
  scratch(bytes: number): Scratch
}

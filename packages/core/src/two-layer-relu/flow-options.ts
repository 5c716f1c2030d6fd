import type { Names } from '../door/fields.ts'
import type { FlowControl, FlowReason } from '../integrate/flow-control.ts'
import type { ReluNetwork } from './network.ts'

/** Weights of a network at several times, and how far the integration got. */
export interface ReluFlow {
  /** Shape [T, m, d]. */
  readonly W: Float64Array<ArrayBuffer>
  /** Shape [T, m]. */
  readonly a: Float64Array<ArrayBuffer>
  /**
   * The network at times[i], with the leak and the rates of the one that was given: its W and a are views. NaN where
   * that time was not reached.
   *
   * @throws LazyrichError unless i is a whole number from 0 to T − 1.
   */
  at(i: number): ReluNetwork<ArrayBuffer>
  /** How many of the times were reached: the earliest of them. The rows of the others are NaN. */
  readonly reached: number
  /** As for {@link integrate}; a flow has no events of its own. */
  readonly reason: FlowReason
  /** The solver used. */
  readonly solver: 'sliding' | 'stabilized'
  /** Gradients evaluated, not counting those that locate a border. */
  readonly evaluations: number
}

/** Options of {@link flowRelu}. */
export interface ReluFlowOptions extends Pick<FlowControl, 'maxSteps' | 'signal'> {
  /**
   * `sliding`: locates every border and lets neurons slide along it; exact, for n m up to a few thousand. `stabilized`:
   * within about 2 %, for any size. If left out, `sliding` up to n m = 2000.
   */
  readonly solver?: ReluFlow['solver'] | undefined
  /**
   * Relative tolerance: 1e-10 if left out. For the `stabilized` solver the error of a step relative to the distance from
   * the start, below 1: 1.8e-3 if left out.
   */
  readonly rtol?: number | undefined
  /** Absolute tolerance of the `sliding` solver, the only one that has it; 1e-13 of the start's size if left out. */
  readonly atol?: number | undefined
  /** Called after every step with the time reached. */
  readonly watch?: ((time: number) => void) | undefined
}

export const FLOW_OPTIONS: Names<ReluFlowOptions> = {
  solver: true,
  rtol: true,
  atol: true,
  maxSteps: true,
  signal: true,
  watch: true,
}

/** How a solver ended. */
export type Flowed = Pick<ReluFlow, 'reached' | 'reason' | 'evaluations'>

/** Where the weights at the i-th of the ascending times are to be written. */
export type RowOf = (i: number) => ReluNetwork

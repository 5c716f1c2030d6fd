import type { FlowControl, Trajectory } from '../integrate/integrate.ts'
import type { LearningRate } from '../learning-rate.ts'

/** Weights of a network at several times, and how far the integration got. */
export interface ReluFlow {
  /** Shape [T, m, d]. */
  readonly W: Float64Array
  /** Shape [T, m]. */
  readonly a: Float64Array
  /** How many of the times were reached; later rows are NaN. */
  readonly reached: number
  /** As of {@link integrate}; a flow has no events of its own. */
  readonly reason: Exclude<Trajectory['reason'], 'event'>
  /** What it was integrated by. */
  readonly solver: NonNullable<ReluFlowOptions['solver']>
  /** Gradients that were taken; those by which a border is located are not counted. */
  readonly evaluations: number
}

/** What may be asked of {@link flowRelu}. */
export interface ReluFlowOptions extends FlowControl {
  readonly learningRate?: number | LearningRate
  /**
   * `sliding`: every border is located, and neurons slide along it; exact, for n m up to some thousands. `stabilized`:
   * {@link stabilizedFlow}, within 2 % or so, for any size; atol is not looked at. Left out, `sliding` up to n m = 2000.
   */
  readonly solver?: 'sliding' | 'stabilized'
  /** Told the time that is reached, after every step. */
  readonly watch?: (time: number) => void
}

/** What a solver gives. */
export type Flowed = Omit<ReluFlow, 'solver'>

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
  /** As for {@link integrate}; a flow has no events of its own. */
  readonly reason: Exclude<Trajectory['reason'], 'event'>
  /** The solver used. */
  readonly solver: NonNullable<ReluFlowOptions['solver']>
  /** Gradients evaluated, not counting those that locate a border. */
  readonly evaluations: number
}

/** Options of {@link flowRelu}. */
export interface ReluFlowOptions extends FlowControl {
  readonly learningRate?: LearningRate
  /**
   * `sliding`: locates every border and lets neurons slide along it; exact, for n m up to a few thousand. `stabilized`:
   * {@link stabilizedFlow}, within about 2 %, for any size; ignores atol. If left out, `sliding` up to n m = 2000.
   */
  readonly solver?: 'sliding' | 'stabilized'
  /** Called after every step with the time reached. */
  readonly watch?: (time: number) => void
}

/** What a solver returns. */
export type Flowed = Omit<ReluFlow, 'solver'>

import { type Names, requireOptions } from '../door/fields.ts'
import { requireNumbers } from '../door/list.ts'
import { requireWhole } from '../door/number.ts'
import { requireSignal } from '../door/signal.ts'

/** What may be asked of a flow that a family integrates itself: tolerances, a step budget, an abort. */
export interface FlowControl {
  /** Relative tolerance, one or one for each component. */
  readonly rtol?: number | ArrayLike<number> | undefined
  /** Absolute tolerance, one or one for each component. */
  readonly atol?: number | ArrayLike<number> | undefined
  /** Accepted steps at most; 1e6 if left out. */
  readonly maxSteps?: number | undefined
  /** An `AbortSignal`, or anything with its `aborted`: looked at before each step. */
  readonly signal?: { readonly aborted: boolean } | undefined
}

/**
 * How a flow came to its end. `complete`; `budget`: the step budget is used up; `aborted`: by the signal; `singular`: no
 * step is small enough; `non-finite`: the right-hand side or the state stops being finite.
 */
export type FlowReason = 'complete' | 'budget' | 'aborted' | 'singular' | 'non-finite'

const CONTROL: Names<FlowControl> = { rtol: true, atol: true, maxSteps: true, signal: true }

/**
 * Throws unless these are options of a flow that a family integrates itself. Whether tolerances are above 0, and one for
 * each component, is the integrator's to look at.
 */
export function requireFlowControl(options: FlowControl): void {
  requireOptions('options', options, CONTROL)
  const { rtol, atol, maxSteps, signal } = options
  if (typeof rtol === 'object') requireNumbers('rtol', rtol)
  if (typeof atol === 'object') requireNumbers('atol', atol)
  if (maxSteps !== undefined) requireWhole('maxSteps', maxSteps)
  if (signal !== undefined) requireSignal(signal)
}

import { type Names, requireOptions } from '../door/fields.ts'
import { requireNumbers } from '../door/list.ts'
import { requireWhole } from '../door/number.ts'
import { requireSignal } from '../door/signal.ts'
import type { FlowControl } from './integrate.ts'

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

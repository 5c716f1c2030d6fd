import { type Names, requireOptions } from '../door/fields.ts'
import { requireWhole } from '../door/number.ts'
import { requireSignal } from '../door/signal.ts'
import type { FlowControl } from './integrate.ts'

const CONTROL: Names<FlowControl> = { rtol: true, atol: true, maxSteps: true, signal: true }

/** Throws unless these are options of a flow that a family integrates itself; tolerances are left to the integrator. */
export function requireFlowControl(options: FlowControl): void {
  requireOptions('options', options, CONTROL)
  const { maxSteps, signal } = options
  if (maxSteps !== undefined) requireWhole('maxSteps', maxSteps)
  if (signal !== undefined) requireSignal(signal)
}

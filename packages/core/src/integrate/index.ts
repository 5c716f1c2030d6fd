// One call from start to end.

export type { Drift } from './drift.ts'
export type { EventCrossing, EventFunction } from './events.ts'
export type { FlowControl, FlowReason } from './flow-control.ts'
export { type IntegrateOptions, integrate, type Trajectory } from './integrate.ts'

// Step by step.

export { createIntegrator, resumeIntegrator } from './integrator.ts'
export type { Jacobian, LinearSystem } from './linear-system.ts'
export type {
  Integrator,
  IntegratorCounts,
  IntegratorOptions,
  RightHandSide,
  Solver,
  SolverSettings,
} from './solver.ts'

// The methods.

export { LazyrichError } from '../errors.ts'
export { dop853 } from './dop853.ts'
export { dormandPrince } from './dormand-prince.ts'
export { implicitExtrapolation } from './implicit-extrapolation.ts'
export { rungeKuttaChebyshev } from './rkc.ts'
export type { Tableau } from './tableau.ts'

export { dormandPrince } from './dormand-prince.ts'
export { type IntegrateOptions, integrate, type Trajectory } from './integrate.ts'
export {
  createIntegrator,
  type Integrator,
  type IntegratorCounts,
  type IntegratorOptions,
  type RightHandSide,
  resumeIntegrator,
} from './integrator.ts'
export type { Tableau } from './tableau.ts'

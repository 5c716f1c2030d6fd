export {
  type ChainProblem,
  type ChainStart,
  type ChainStates,
  chainDeltas,
  chainFromBeta,
  chainPreconditioner,
  flowChain,
} from './chain.ts'
export { conservedDrift, conservedMatrices } from './conserved.ts'
export { type DeepLinearDescent, deepLinearDescent } from './descent.ts'
export { type DeepLinearStates, flowDeepLinear } from './flow.ts'
export type { DeepLinearProblem } from './problem.ts'
export { isotropicStart, type RichLimitProblem, richInterpolant, richPotential } from './rich-limit.ts'
export { singularValues } from './spectrum.ts'
export { type DeepLinearSystem, deepLinearSystem } from './system.ts'

// The network, its gradient and its path.

export { type DeepLinearDescent, deepLinearDescent } from './descent.ts'
export { type DeepLinearStates, flowDeepLinear } from './flow.ts'
export type { DeepLinearProblem } from './problem.ts'
export { type DeepLinearSystem, deepLinearSystem } from './system.ts'

// What it is measured by.

export { deepLinearConserved, deepLinearDrift } from './conserved.ts'
export { type DeepLinearKernelMeasures, deepLinearKernelMeasures } from './kernel.ts'
export { singularValues } from './spectrum.ts'

// Chains: one neuron per layer.

export {
  type ChainProblem,
  type ChainStart,
  type ChainStates,
  chainDeltas,
  chainFromBeta,
  chainPreconditioner,
  flowChain,
} from './chain.ts'

// The limit of small, balanced starts.

export { LazyrichError } from '../errors.ts'
export { isotropicStart, type RichLimitProblem, richInterpolant, richPotential } from './rich-limit.ts'

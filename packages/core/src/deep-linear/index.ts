// The network, its gradient and its path.

export { type DeepLinearDescent, deepLinearDescent } from './descent.ts'
export { type DeepLinearState, type DeepLinearStates, flowDeepLinear } from './flow.ts'
export { deepLinearOutputs } from './outputs.ts'
export type { DeepLinearNetwork, DeepLinearProblem, DeepLinearStart, LayerRates } from './problem.ts'
export { type DeepLinearStartOptions, deepLinearStart } from './start.ts'
export { type DeepLinearSystem, deepLinearSystem } from './system.ts'

// What it is measured by.

export type { KernelMeasures } from '../measures/kernel-measures.ts'
export { deepLinearConserved, deepLinearDrift } from './conserved.ts'
export { deepLinearKernelMeasures } from './kernel.ts'
export { singularValues } from './spectrum.ts'

// Chains: one neuron per layer.

export {
  type Chain,
  type ChainFromBetaOptions,
  chainDeltas,
  chainFromBeta,
  chainOutputs,
  chainPreconditioner,
} from './chain.ts'
export { type ChainProblem, type ChainStart, type ChainState, type ChainStates, flowChain } from './chain-flow.ts'

// The limit of small, balanced starts.

export { LazyrichError } from '../errors.ts'
export {
  type IsotropicOptions,
  isotropicStart,
  type RichLimitProblem,
  richInterpolant,
  richPotential,
} from './rich-limit.ts'

// Types shared with other families.

export type { FlowControl, FlowReason } from '../integrate/flow-control.ts'
export type { IntegratorCounts, RightHandSide } from '../integrate/solver.ts'
export type { LearningRate, Rates } from '../learning-rate.ts'
export type { Loss } from '../measures/loss.ts'
export type { RandomStream } from '../random/stream.ts'

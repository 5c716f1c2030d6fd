// The network and its start.

export type { LinearDataProblem, LinearNetwork, LinearProblem, LinearShape, LinearStart } from './problem.ts'
export {
  type BalancedLinearOptions,
  balancedLinearStart,
  type LinearFromBetaOptions,
  linearFromBeta,
  type MadeLinearStart,
} from './start.ts'

// Its path: exact where Δ = δI, integrated for any start.

export { type ExactLinear, type ExactLinearState, exactLinear, type LinearStates } from './exact.ts'
export { type LinearFactors, linearFactors } from './factors.ts'
export { flowLinear, type LinearFlow } from './flow.ts'
export type { LinearState } from './states.ts'
export { type ExactLinearTasks, exactLinearTasks, type LinearTask } from './tasks.ts'

// What can be predicted without running it.

export { type HyperbolicEntropy, hyperbolicEntropy, hyperbolicMirror } from './hyperbolic-entropy.ts'
export { type LinearRegime, linearRegime } from './regime.ts'
export { type SelfConsistency, selfConsistency, selfConsistentFlow } from './self-consistent.ts'

// What it is measured by.

export { LazyrichError } from '../errors.ts'
export type { KernelMeasures } from '../measures/kernel-measures.ts'
export { type LinearDeltaOptions, linearConserved, linearDelta } from './conserved.ts'
export { linearKernelMeasures } from './kernel.ts'
export { linearOutputs } from './outputs.ts'

// Types shared with other families.

export type { DeepLinearState, DeepLinearStates } from '../deep-linear/flow.ts'
export type { DeepLinearNetwork, LayerRates } from '../deep-linear/problem.ts'
export type { FlowControl, FlowReason } from '../integrate/flow-control.ts'
export type { IntegratorCounts, RightHandSide } from '../integrate/solver.ts'
export type { LearningRate, Rates } from '../learning-rate.ts'
export type { Loss } from '../measures/loss.ts'
export type { RandomStream } from '../random/stream.ts'

// The network and its start.

export type { LinearDataProblem, LinearProblem, LinearShape, LinearStart } from './problem.ts'
export { balancedLinearStart, linearFromBeta } from './start.ts'

// Its path: exact where Δ = δI, integrated for any start.

export { type ExactLinear, exactLinear, type LinearStates } from './exact.ts'
export { type LinearFactors, linearFactors } from './factors.ts'
export { flowLinear, type LinearFlow } from './flow.ts'
export { exactLinearTasks, type LinearTask } from './tasks.ts'

// What can be predicted without running it.

export { type HyperbolicEntropy, hyperbolicEntropy, hyperbolicMirror } from './hyperbolic-entropy.ts'
export { type LinearRegime, linearRegime } from './regime.ts'
export { type SelfConsistency, selfConsistency, selfConsistentFlow } from './self-consistent.ts'

// What it is measured by.

export { LazyrichError } from '../errors.ts'
export { linearConserved, linearDelta } from './conserved.ts'
export { type LinearGrams, type LinearKernelMeasures, linearKernelMeasures } from './kernel.ts'

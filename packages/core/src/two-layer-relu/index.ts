// The network and its start.

export {
  type BaseStart,
  initializeRelu,
  mirroredStart,
  type ReluScales,
  randomStart,
  relativeScale,
} from './initialize.ts'
export {
  cloneNetwork,
  type Regression,
  type ReluNetwork,
  type ReluWeights,
  reluDeltas,
  reluOutputs,
} from './network.ts'

// Its path.

export { type ReluDescent, type ReluDescentOptions, reluDescent } from './descent.ts'
export { flowRelu } from './flow.ts'
export type { ReluFlow, ReluFlowOptions } from './flow-options.ts'
export { availableKernelVariant } from './gradient/create.ts'
export type { KernelVariant, SquaredSteps } from './gradient/gradient.ts'

// What it is measured by.

export { LazyrichError } from '../errors.ts'
export type { LearningRate, Rates } from '../learning-rate.ts'
export type { Loss } from '../measures/loss.ts'
export { type ReluDistances, type ReluMeasures, reluMeasures } from './measures.ts'
export { activationPattern, hammingDistance } from './pattern.ts'
export { type ActivationRegions, activationRegions } from './regions.ts'
export { type ReluVelocities, reluPreconditioners, reluVelocities } from './velocities.ts'

// Types shared with other families.

export type { FlowControl, FlowReason } from '../integrate/flow-control.ts'
export type { KernelMeasures } from '../measures/kernel-measures.ts'
export type { RandomStream } from '../random/stream.ts'

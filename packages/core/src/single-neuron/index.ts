// The neuron and its start.

export { LazyrichError } from '../errors.ts'
export type { LearningRate, Rates } from '../learning-rate.ts'
export {
  type DataProblem,
  type FromBetaOptions,
  type Neuron,
  type NeuronStart,
  neuronDelta,
  neuronFromBeta,
  neuronOutputs,
  type WhitenedProblem,
} from './neuron.ts'

// Its path: exact for whitened input, integrated for any data.

export { type ExactNeuron, exactNeuron, type NeuronBuffers } from './exact/exact.ts'
export {
  type DataFlow,
  type FlowOptions,
  type FlowStates,
  flowNeuron,
  neuronDataFlow,
  neuronWhitenedFlow,
  type WhitenedFlow,
} from './flow.ts'
export type { NeuronState, NeuronStates } from './states.ts'

// Where it ends.

export {
  type BetaProblem,
  downstreamLimit,
  type ImplicitBiasProblem,
  implicitBiasMinimizer,
  type MirrorPotential,
  mirrorPotential,
  upstreamLimit,
} from './implicit-bias.ts'
export { interpolatingLimit, type NeuronFate, neuronFate } from './limit.ts'

// What can be predicted without running it.

export { type NeuronRegime, neuronRegime } from './regime.ts'
export { type SeparatingSurface, separatingSurface } from './surface.ts'
export { escapeTime, plateauLength, timeToLoss } from './timescales.ts'

// What it is measured by.

export type { KernelMeasures } from '../measures/kernel-measures.ts'
export { type NeuronKernelDistance, type NeuronKernelProblem, neuronKernelDistance } from './kernel.ts'
export { neuronKernel, neuronKernelMeasures } from './kernel-measures.ts'
export { type NeuronObservables, neuronObservables } from './observables.ts'
export { neuronPreconditioner, neuronPreconditionerOfBeta } from './preconditioner.ts'
export type { RateOptions } from './rate-options.ts'

// Shapes to draw.

export { equalBetaCurve, equalDeltaCurve, equalDeltaSurface, type PointGrid } from './manifolds.ts'

// Types shared with other families.

export type { FlowReason } from '../integrate/flow-control.ts'
export type { IntegratorCounts, RightHandSide } from '../integrate/solver.ts'
export type { Loss } from '../measures/loss.ts'

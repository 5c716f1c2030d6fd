// The neuron and its start.

export type { LearningRate } from '../learning-rate.ts'
export { type DataProblem, type NeuronStart, neuronDelta, neuronFromBeta, type WhitenedProblem } from './neuron.ts'

// Its path: exact for whitened input, integrated for any data.

export { type ExactNeuron, exactNeuron, type NeuronStates } from './exact/exact.ts'
export { type FlowOptions, type FlowStates, flowNeuron, neuronDataFlow, neuronWhitenedFlow } from './flow.ts'

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
export { interpolatingLimit, type NeuronFate, type NeuronLimit, neuronFate } from './limit.ts'

// What can be predicted without running it.

export { type NeuronRegime, neuronRegime } from './regime.ts'
export { type SeparatingSurface, separatingSurface } from './surface.ts'
export { escapeTime, plateauLength, timeToLoss } from './timescales.ts'

// What it is measured by.

export { type NeuronKernelDistance, neuronKernelDistance } from './kernel.ts'
export { type KernelData, type KernelMeasures, neuronKernel, neuronKernelMeasures } from './kernel-measures.ts'
export { type NeuronObservables, neuronObservables } from './observables.ts'
export { neuronPreconditioner, neuronPreconditionerOfBeta } from './preconditioner.ts'

// Shapes to draw.

export { LazyrichError } from '../errors.ts'
export { equalBetaCurve, equalDeltaCurve, equalDeltaSurface, type PointGrid } from './manifolds.ts'

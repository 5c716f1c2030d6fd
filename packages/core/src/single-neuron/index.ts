export { type ExactNeuron, exactNeuron, type NeuronStates } from './exact.ts'
export { dataFlow, type FlowStates, flowNeuron, whitenedFlow } from './flow.ts'
export {
  type BetaProblem,
  downstreamLimit,
  type ImplicitBiasProblem,
  implicitBiasMinimizer,
  type MirrorPotential,
  mirrorPotential,
  upstreamLimit,
} from './implicit-bias.ts'
export { type NeuronKernelDistance, neuronKernelDistance } from './kernel.ts'
export { type KernelData, type KernelMeasures, neuronKernel, neuronKernelMeasures } from './kernel-measures.ts'
export { interpolatingLimit, type NeuronFate, type NeuronLimit, neuronFate } from './limit.ts'
export { equalBetaCurve, equalDeltaCurve, equalDeltaSurface, type PointGrid } from './manifolds.ts'
export {
  conservedDelta,
  type DataProblem,
  type LearningRate,
  type NeuronStart,
  neuronFromBeta,
  type WhitenedProblem,
} from './neuron.ts'
export { type NeuronObservables, neuronObservables } from './observables.ts'
export { neuronPreconditioner, neuronPreconditionerOfBeta } from './preconditioner.ts'
export { type NeuronRegime, neuronRegime } from './regime.ts'
export { type SeparatingSurface, separatingSurface } from './surface.ts'
export { escapeTime, plateauLength, timeToLoss } from './timescales.ts'

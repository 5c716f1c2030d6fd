export { type ExactNeuron, exactNeuron, type NeuronStates } from './exact.ts'
export { dataFlow, type FlowStates, flowNeuron, whitenedFlow } from './flow.ts'
export { type NeuronKernelDistance, neuronKernelDistance } from './kernel.ts'
export { type NeuronFate, type NeuronLimit, neuronFate } from './limit.ts'
export {
  conservedDelta,
  type DataProblem,
  type LearningRate,
  type NeuronStart,
  neuronFromBeta,
  type WhitenedProblem,
} from './neuron.ts'
export { type SeparatingSurface, separatingSurface } from './surface.ts'
export { escapeTime, plateauLength, timeToLoss } from './timescales.ts'

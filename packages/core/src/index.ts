/**
 * The dynamics and exact solutions of lazy and rich learning (Kunin et al., NeurIPS 2024, arXiv 2406.06158), in pure
 * TypeScript: no screen, no file, no clock. What most people need; each family has the rest of its own under a subpath,
 * such as `@lazyrich/core/single-neuron`, and what an experiment is made of stands in `@lazyrich/core/port`.
 *
 * @packageDocumentation
 */

// One neuron, f(x) = a wᵀx.

export {
  type DataProblem,
  downstreamLimit,
  type ExactNeuron,
  escapeTime,
  exactNeuron,
  type FlowOptions,
  type FlowStates,
  flowNeuron,
  implicitBiasMinimizer,
  interpolatingLimit,
  type KernelMeasures,
  type MirrorPotential,
  mirrorPotential,
  type Neuron,
  type NeuronFate,
  type NeuronObservables,
  type NeuronRegime,
  type NeuronStart,
  type NeuronState,
  type NeuronStates,
  neuronDelta,
  neuronFate,
  neuronFromBeta,
  neuronKernel,
  neuronKernelDistance,
  neuronKernelMeasures,
  neuronObservables,
  neuronOutputs,
  neuronPreconditioner,
  neuronRegime,
  type SeparatingSurface,
  separatingSurface,
  timeToLoss,
  upstreamLimit,
  type WhitenedProblem,
} from './single-neuron/index.ts'

// Two-layer linear networks, f(x) = AᵀWx.

export {
  balancedLinearStart,
  type ExactLinear,
  exactLinear,
  exactLinearTasks,
  flowLinear,
  hyperbolicEntropy,
  hyperbolicMirror,
  type LinearDataProblem,
  type LinearFlow,
  type LinearNetwork,
  type LinearProblem,
  type LinearRegime,
  type LinearStart,
  type LinearState,
  type LinearStates,
  type LinearTask,
  linearConserved,
  linearDelta,
  linearFactors,
  linearFromBeta,
  linearKernelMeasures,
  linearOutputs,
  linearRegime,
} from './two-layer-linear/index.ts'

// Deep linear networks, f(x) = W_L … W_1 x, and chains of one neuron per layer.

export {
  type Chain,
  type ChainProblem,
  type ChainState,
  type ChainStates,
  chainDeltas,
  chainFromBeta,
  chainOutputs,
  type DeepLinearDescent,
  type DeepLinearNetwork,
  type DeepLinearProblem,
  type DeepLinearState,
  type DeepLinearStates,
  deepLinearConserved,
  deepLinearDescent,
  deepLinearKernelMeasures,
  deepLinearOutputs,
  deepLinearStart,
  flowChain,
  flowDeepLinear,
  richInterpolant,
  singularValues,
} from './deep-linear/index.ts'

// Two-layer ReLU networks, f(x) = Σ_k a_k σ(w_kᵀx).

export {
  type ActivationRegions,
  activationPattern,
  activationRegions,
  cloneNetwork,
  flowRelu,
  hammingDistance,
  initializeRelu,
  type KernelVariant,
  mirroredStart,
  type Regression,
  type ReluDescent,
  type ReluDistances,
  type ReluFlow,
  type ReluFlowOptions,
  type ReluMeasures,
  type ReluNetwork,
  type ReluVelocities,
  type ReluWeights,
  randomStart,
  reluDeltas,
  reluDescent,
  reluMeasures,
  reluOutputs,
  reluVelocities,
} from './two-layer-relu/index.ts'

// Anyone's network, and what its steps do to δ.

export { type NetworkBalance, networkBalance, type PairBalance, type WeightLayer } from './balance/index.ts'
export { deltaLedger, type Ledger } from './ledger/index.ts'

// What all of them use.

export { type WhitenedData, whiten, withBias } from './data/index.ts'
export { LazyrichError } from './errors.ts'
export { type FlowControl, type IntegrateOptions, integrate, type Trajectory } from './integrate/index.ts'
export type { LearningRate } from './learning-rate.ts'
export { convertFlowTime, kernelDistance, type Loss, outputLoss } from './measures/index.ts'
export { type RandomStream, randomStream } from './random/index.ts'

// The paper's theory as experiments that run.

export { coreExperiments } from './experiments/index.ts'
export type { Experiment, Frame, Run } from './port/index.ts'

/**
 * Networks as lists of layers, and how they are trained.
 *
 * @packageDocumentation
 */
export * from './layers/index.ts'
export {
  type ActivationMeasure,
  type ActivationPattern,
  activationPatterns,
  generalActivationPatterns,
} from './measures/activation-pattern.ts'
export { type Balance, balanceOf } from './measures/balance.ts'
export { type HammingDistances, hammingDistances } from './measures/hamming-distance.ts'
export { type NetworkLedger, networkLedger, type PairLedger } from './measures/ledger.ts'
export type { Skipped } from './measures/neuron-pairs.ts'
export { type ParameterDistances, parameterDistances } from './measures/parameter-distance.ts'
export { type LenetOptions, lenet } from './models/lenet.ts'
export { type MlpOptions, mlp } from './models/mlp.ts'
export { type FastTrainer, openFast } from './networks/fast.ts'
export { openGeneral } from './networks/general.ts'
export { type NetworkModules, networkModules } from './networks/kernels.ts'
export { type Network, network } from './networks/network.ts'
export { type StartOptions, startOf, statisticsOf } from './networks/start.ts'
export type { NetworkNumbers } from './networks/state.ts'
export type { Trainer, TrainerState, Training } from './networks/trainer.ts'
export { centredKernel } from './ntk/centred.ts'
export type { Probe } from './ntk/jacobian.ts'
export type { KernelForm, TangentKernel } from './ntk/kernel-by.ts'
export { type Distances, kernelDistances } from './ntk/kernel-distances.ts'
export {
  type GeneralKernelSketchMeasure,
  generalKernelSketch,
  type KernelSketchMeasure,
  type KernelSketchOptions,
  kernelSketch,
} from './ntk/kernel-sketch.ts'
export type { KernelSketch } from './ntk/sketch-by.ts'
export { centredSketch, type SketchDistance, sketchDistance } from './ntk/sketch-distance.ts'
export {
  type GeneralTangentKernelMeasure,
  generalTangentKernel,
  type TangentKernelMeasure,
  type TangentKernelOptions,
  tangentKernel,
} from './ntk/tangent-kernel.ts'
export type { Batch } from './training/batch.ts'
export type { LossName, LossSum } from './training/loss.ts'
export type { Optimizer } from './training/optimizer.ts'
export { type SgdOptions, sgd } from './training/sgd.ts'

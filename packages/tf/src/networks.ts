/**
 * Networks as lists of layers: what they are made of, models, what trains them and what is measured of them. TensorFlow.js
 * is loaded only where a network is trained on one of its backends.
 *
 * @packageDocumentation
 */
export { BACKENDS, type BackendName } from './backends/backend.ts'
export { TfError } from './errors.ts'
export * from './layers/index.ts'
export {
  type ActivationMeasure,
  type ActivationPattern,
  activationPatterns,
  generalActivationPatterns,
} from './measures/activation-pattern.ts'
export { type Balance, balanceOf } from './measures/balance.ts'
export { type Evaluation, evaluation } from './measures/evaluation.ts'
export { type HammingDistances, hammingDistances } from './measures/hamming-distance.ts'
export { type NetworkLedger, networkLedger, type PairLedger } from './measures/ledger.ts'
export { type Movement, movementFrom } from './measures/movement.ts'
export type { Skipped } from './measures/neuron-pairs.ts'
export { type ParameterDistances, parameterDistances } from './measures/parameter-distance.ts'
export { type CnnOptions, cnn } from './models/cnn.ts'
export { type DeepLinearOptions, deepLinear } from './models/deep-linear.ts'
export { type LenetOptions, lenet } from './models/lenet.ts'
export { type MlpOptions, mlp } from './models/mlp.ts'
export { type ResnetOptions, resnet } from './models/resnet.ts'
export { type TransformerOptions, transformer } from './models/transformer.ts'
export {
  classesOf,
  leavesOf,
  type Network,
  network,
  type PlacedLayer,
  type PlacedParameter,
  type PlacedStatistic,
} from './networks/network.ts'
export { type StartOptions, startOf, statisticsOf } from './networks/start.ts'
export type { NetworkNumbers } from './networks/state.ts'
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
export type { Kernels } from './planning/kernels.ts'
export { type NetworkModules, networkModules } from './planning/kernels.ts'
export type { Factors, Planning, Step } from './planning/planning.ts'
export type { Codes, Pending, PlannedParameter, Rows, Value } from './planning/value.ts'
export { freshState } from './trainers/fresh-state.ts'
export { type OpenTrainer, openTrainer } from './trainers/open.ts'
export type { Trainer, TrainerState, Training } from './trainers/trainer.ts'
export { type TrainingRun, trainingRun } from './trainers/training-run.ts'
export { type AdamOptions, adam } from './training/adam.ts'
export type { Batch } from './training/batch.ts'
export type { BatchLoss, LossName } from './training/loss.ts'
export type { LayerMove, Optimizer } from './training/optimizer.ts'
export type { Samples } from './training/samples.ts'
export * from './training/schedules/index.ts'
export { type SgdOptions, sgd } from './training/sgd.ts'

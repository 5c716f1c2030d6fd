/**
 * Networks as lists of layers: what they are made of, models, what trains them and what is measured of them. TensorFlow.js
 * is loaded only where a network is trained on one of its backends.
 *
 * @packageDocumentation
 */
export { TfError } from './errors.ts'
export * from './layers/index.ts'
export { type Evaluation, evaluation } from './measures/evaluation.ts'
export { type LenetOptions, lenet } from './models/lenet.ts'
export { type MlpOptions, mlp } from './models/mlp.ts'
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
export { type OpenTrainer, openTrainer } from './networks/open.ts'
export { freshState, type StartOptions, startOf, statisticsOf } from './networks/start.ts'
export type { Trainer, TrainerState, Training } from './networks/trainer.ts'
export { type AdamOptions, adam } from './training/adam.ts'
export type { Batch } from './training/batch.ts'
export type { LossName, LossSum } from './training/loss.ts'
export type { LayerMove, Optimizer } from './training/optimizer.ts'
export type { Samples } from './training/samples.ts'
export { type SgdOptions, sgd } from './training/sgd.ts'
export { type TrainingRun, trainingRun } from './training/training-run.ts'

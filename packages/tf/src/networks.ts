/**
 * Networks as lists of layers, and how they are trained.
 *
 * @packageDocumentation
 */
export * from './layers/index.ts'
export { type LenetOptions, lenet } from './models/lenet.ts'
export { type MlpOptions, mlp } from './models/mlp.ts'
export { type FastTrainer, openFast } from './networks/fast.ts'
export { openGeneral } from './networks/general.ts'
export { type NetworkModules, networkModules } from './networks/kernels.ts'
export { type Network, network } from './networks/network.ts'
export { type StartOptions, startOf, statisticsOf } from './networks/start.ts'
export type { Trainer, TrainerState, Training } from './networks/trainer.ts'
export type { Batch } from './training/batch.ts'
export type { LossName, LossSum } from './training/loss.ts'
export type { Optimizer } from './training/optimizer.ts'
export { type SgdOptions, sgd } from './training/sgd.ts'

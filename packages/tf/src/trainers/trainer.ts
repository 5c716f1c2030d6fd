import type { Awaitable } from '@lazyrich/core/port'
import type { Network } from '../networks/network.ts'
import type { Batch } from '../training/batch.ts'
import type { BatchLoss, LossName } from '../training/loss.ts'
import type { Optimizer } from '../training/optimizer.ts'

/**
 * All that training changes, each in one list: with it training goes on bit for bit. Only lengths tell whose it is: that of
 * another network of the same size is taken for this one's (`trainingRun` keeps a fingerprint beside it).
 */
export interface TrainerState {
  /** [network.size] */
  readonly parameters: Float32Array<ArrayBuffer>
  /** [optimizer.slots · network.size] */
  readonly slots: Float32Array<ArrayBuffer>
  /** [network.statisticsSize] */
  readonly statistics: Float32Array<ArrayBuffer>
  /** Steps taken. */
  readonly step: number
}

/** What is trained, and how. */
export interface Training {
  readonly network: Network
  readonly loss: LossName
  readonly optimizer: Optimizer
  /** The most samples of a step. Larger batches are evaluated in parts. */
  readonly batch: number
}

/**
 * A network in training: on WebAssembly of our own (`openFast`), or on a backend of TensorFlow.js (`openGeneral`). Once it is
 * closed, everything but closing it again throws a TfError.
 */
export interface Trainer {
  /**
   * Takes a step of the learning rate; returns the mean loss of the batch before it. Where that is not finite, the network
   * has diverged, and nothing is changed.
   *
   * @throws TfError for inputs of another size, labels out of range, more samples than the batch may have, or fewer than a
   * layer needs, and a learning rate that is no number of at least 0: before anything is changed.
   */
  step(batch: Batch, learningRate: number): Awaitable<number>
  /** False once a parameter is not finite. */
  isFinite(): boolean
  /** The mean loss and the wrong answers on any number of samples, as in evaluation: normalization by running moments. */
  evaluate(batch: Batch): Awaitable<BatchLoss>
  /** The outputs [count, classes], as in evaluation. */
  outputs(inputs: ArrayLike<number>, count: number): Awaitable<Float32Array<ArrayBuffer>>
  /** The gradient of the mean loss of a batch with respect to all parameters, as in training; changes nothing. */
  gradient(batch: Batch): Awaitable<Float32Array<ArrayBuffer>>
  /** A copy. */
  state(): Awaitable<TrainerState>
  /**
   * What the last step went along, for every parameter: the first of the optimizer's slots (with momentum the velocity),
   * or where it keeps none the gradient of the batch; 0 before the first step. To be read before anything else is called.
   */
  direction(): Awaitable<Float32Array<ArrayBuffer>>
  /** Lets go of what it holds. */
  close(): void
}

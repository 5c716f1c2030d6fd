import { randomStream } from '@lazyrich/core/random'
import { type Batch, freshState, type Network, type Optimizer, openTrainer, startOf } from '@lazyrich/tf/networks'

/** A training step on one batch on the fast path. */
export interface NetworkStep {
  /** The whole step, complete when it returns the loss. */
  readonly step: () => number
  readonly variant: string
}

/** Cross entropy, from the start of seed 0. */
export async function networkStep(
  network: Network,
  optimizer: Optimizer,
  batch: Batch,
  learningRate: number,
): Promise<NetworkStep> {
  const training = { network, optimizer, loss: 'cross-entropy', batch: batch.count } as const
  const start = startOf(network, randomStream(0, 'student'))
  const { trainer, computation } = await openTrainer(training, freshState(training, start), 'wasm')
  return { step: () => trainer.step(batch, learningRate) as number, variant: computation.kernelVariant }
}

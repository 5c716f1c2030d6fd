import { refuse } from '../door.ts'
import type { Network } from '../networks/network.ts'
import { requireNetwork } from '../networks/require-network.ts'
import { WORK_A_TURN, workOf } from '../networks/work.ts'
import { sizeOf } from '../shape.ts'
import type { Trainer } from '../trainers/trainer.ts'
import { requireSamples, type Samples } from '../training/samples.ts'

/** Of all samples of a set. */
export interface Evaluation {
  /** The mean loss. */
  readonly loss: number
  /** The share of wrong answers. */
  readonly error: number
}

/** The most samples of a turn, for networks that are small. */
const MOST = 4096

/**
 * A network's mean loss and share of wrong answers on a set, part by part: yields 1 after every turn's work.
 *
 * @throws TfError for samples that are not the network's.
 */
export function evaluation(
  network: Network,
  trainer: Trainer,
  samples: Samples,
): AsyncGenerator<number, Evaluation, void> {
  requireNetwork('network', network)
  if (typeof Object(trainer).evaluate !== 'function')
    refuse('trainer', trainer, 'a trainer, as openTrainer() gives it,')
  requireSamples('samples', samples, network.input)
  return inParts(network, trainer, samples)
}

async function* inParts(
  network: Network,
  trainer: Trainer,
  { inputs, labels, count }: Samples,
): AsyncGenerator<number, Evaluation, void> {
  const size = sizeOf(network.input)
  const rows = Math.max(1, Math.min(MOST, Math.floor(WORK_A_TURN / workOf(network))))
  let loss = 0
  let wrong = 0
  for (let first = 0; first < count; first += rows) {
    const part = Math.min(rows, count - first)
    const { loss: mean, wrong: missed } = await trainer.evaluate({
      inputs: inputs.subarray(first * size, (first + part) * size),
      labels: labels.subarray(first, first + part),
      count: part,
    })
    loss += (part / count) * mean
    wrong += missed
    yield 1
  }
  return { loss, error: wrong / count }
}

import type { Network } from '../networks/network.ts'
import { sizeOf } from '../shape.ts'
import type { Trainer } from '../trainers/trainer.ts'
import type { Samples } from '../training/samples.ts'

/** Of all samples of a set. */
export interface Evaluation {
  /** The mean loss. */
  readonly loss: number
  /** The share of wrong answers. */
  readonly error: number
}

/** Multiply-adds of a turn, some milliseconds. */
const WORK_A_TURN = 3e7
/** The most samples of a turn, for networks that are small. */
const MOST = 4096

/** A network's mean loss and share of wrong answers on a set, part by part: yields 1 after every turn's work. */
export async function* evaluation(
  network: Network,
  trainer: Trainer,
  { inputs, labels, count }: Samples,
): AsyncGenerator<number, Evaluation, void> {
  const size = sizeOf(network.input)
  const rows = Math.max(1, Math.min(MOST, Math.floor(WORK_A_TURN / network.size)))
  let loss = 0
  let wrong = 0
  for (let first = 0; first < count; first += rows) {
    const part = Math.min(rows, count - first)
    const sum = await trainer.evaluate({
      inputs: inputs.subarray(first * size, (first + part) * size),
      labels: labels.subarray(first, first + part),
      count: part,
    })
    loss += sum.loss
    wrong += sum.wrong
    yield 1
  }
  return { loss: loss / count, error: wrong / count }
}

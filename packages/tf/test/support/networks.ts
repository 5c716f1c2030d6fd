import { type RandomStream, randomStream } from '@lazyrich/core/random'
import type { Tfjs } from '../../src/backends/load.ts'
import type { Network } from '../../src/networks/network.ts'
import { statisticsOf } from '../../src/networks/start.ts'
import { networkModules } from '../../src/planning/kernels.ts'
import { sizeOf } from '../../src/shape.ts'
import { type FastTrainer, openFast } from '../../src/trainers/fast.ts'
import { openGeneral } from '../../src/trainers/general.ts'
import type { Trainer, TrainerState, Training } from '../../src/trainers/trainer.ts'
import type { Batch } from '../../src/training/batch.ts'
import { sgd } from '../../src/training/sgd.ts'
import type { Variant } from '../../src/wasm/module.ts'

export const VARIANTS = ['relaxed', 'simd'] as const

/** A state in which nothing is 0 or at its default: every parameter from N(0, ½²), biases included. */
export function randomState(
  network: Network,
  slots = 0,
  random: RandomStream = randomStream(1, 'student'),
): TrainerState {
  return {
    parameters: Float32Array.from({ length: network.size }, () => 0.5 * random.normal()),
    slots: new Float32Array(slots * network.size),
    statistics: statisticsOf(network),
    step: 0,
  }
}

/** Samples of N(0, 1), or tokens, and classes. */
export function randomBatch({ input, output }: Network, count: number, random = randomStream(2, 'data')): Batch {
  const { tokens } = input
  const length = count * sizeOf(input)
  const draw = (): number => (tokens === undefined ? random.normal() : Math.floor(tokens * random.uniform()))
  return {
    inputs: Float32Array.from({ length }, draw),
    labels: Array.from({ length: count }, () => Math.floor(sizeOf(output) * random.uniform())),
    count,
  }
}

/** What is left out: cross entropy, plain descent, batches of 64. */
export function trainingOf(network: Network, more: Partial<Training> = {}): Training {
  return { network, loss: 'cross-entropy', optimizer: sgd(), batch: 64, ...more }
}

export async function fast(training: Training, state: TrainerState, variant?: Variant): Promise<FastTrainer> {
  return openFast(await networkModules(variant), training, state)
}

export function general(tf: Tfjs, training: Training, state: TrainerState): Trainer {
  return openGeneral(tf, training, state)
}

/** The largest difference of two lists over the largest entry of the second. */
export function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  let most = 0
  let off = 0
  for (let p = 0; p < b.length; p++) {
    most = Math.max(most, Math.abs(b[p]!))
    const difference = Math.abs(a[p]! - b[p]!)
    if (!(difference <= off)) off = difference
  }
  return off === 0 ? 0 : off / most
}

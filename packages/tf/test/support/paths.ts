import * as tf from '@tensorflow/tfjs'
import { chooseBackend } from '../../src/index.ts'
import type { Trainer, TrainerState, Training } from '../../src/trainers/trainer.ts'
import { fast, general } from './networks.ts'

/** Everything that trains a network: both variants of the fast path, and the general one on two backends. */
export const PATHS = ['relaxed', 'simd', 'cpu', 'wasm'] as const

export type Path = (typeof PATHS)[number]

/** A trainer on that path, with its backend set. */
export async function trainerOn(path: Path, training: Training, state: TrainerState): Promise<Trainer> {
  if (path === 'relaxed' || path === 'simd') return fast(training, state, path)
  await chooseBackend(path)
  return general(tf, training, state)
}

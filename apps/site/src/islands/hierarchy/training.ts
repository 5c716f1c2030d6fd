import { type Frame, type Progress, type RunSoFar, startGroup } from '@lazyrich/core/port'
import type { Trainer } from '../training/trainer.ts'
import type { HierarchyState } from './state.ts'

/** What the charts and the readout show of a network. */
export interface Learned {
  readonly alpha: number
  readonly frames: readonly Pick<Frame, 'step' | 'metrics'>[]
  /** Steps taken, of how many. */
  readonly progress: Pick<Progress, 'step'>
  readonly steps: number
}

/** One network of a training, as far as it has come. */
export type Trained = Learned & RunSoFar

/** `loading` until the first network computes, `paused` once all have said so, `over` once all have ended. */
export type Phase = 'loading' | 'running' | 'paused' | 'over'

/** Networks with different α that learn the same data, side by side in one worker. */
export interface Training {
  readonly state: HierarchyState
  readonly networks: readonly Trained[]
  readonly phase: Phase
  pause(): void
  resume(): void
  stop(): void
  /** Stops, and says nothing more. */
  forget(): void
}

/** Samples per step. */
export const BATCH = 128

/** Starts a network for every chosen α; `changed` is told of everything new. */
export function startTraining(
  trainer: Trainer,
  state: HierarchyState,
  { paused }: { readonly paused: boolean },
  changed: () => void,
): Training {
  const { alphas, samples, epochs, seed, backend } = state
  const steps = Math.ceil(samples / BATCH) * epochs
  const members = alphas.map((alpha) => ({
    alpha,
    frames: [] as Frame[],
    steps,
    request: {
      experiment: 'hierarchy',
      parameters: { alpha, samples, epochs, backend, batchSize: BATCH },
      seed,
    },
  }))
  const group = startGroup([trainer], members, { paused }, (network, _event, frames) => {
    network.frames.push(...frames)
    changed()
  })

  return {
    state,
    networks: group.runs,
    get phase(): Phase {
      const loads = group.phase === 'running' && !group.runs.some(({ computation }) => computation)
      return loads ? 'loading' : group.phase
    },
    pause: group.pause,
    resume: group.resume,
    stop: group.abort,
    forget: group.close,
  }
}

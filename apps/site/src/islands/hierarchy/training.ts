import type { Computation, Frame, Outcome, RemoteRun } from '@lazyrich/core/port'
import type { Trainer } from '../training/trainer.ts'
import type { HierarchyState } from './state.ts'

/** What the charts and the readout show of a network. */
export interface Learned {
  readonly alpha: number
  readonly frames: readonly Pick<Frame, 'step' | 'metrics'>[]
  /** Steps taken, of how many. */
  readonly step: number
  readonly steps: number
}

/** One network of a training, as far as it has come. */
export interface Trained extends Learned {
  /** What computes it, once that is loaded. */
  readonly computation: Computation | undefined
  readonly outcome: Outcome | undefined
}

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
  let forgotten = false
  const networks = alphas.map((alpha) => ({
    alpha,
    frames: [] as Frame[],
    step: 0,
    steps,
    computation: undefined as Computation | undefined,
    outcome: undefined as Outcome | undefined,
    isPaused: false,
  }))
  const runs = networks.map((network): RemoteRun => {
    const note = (change: Partial<(typeof networks)[number]>): void => {
      if (forgotten) return
      Object.assign(network, change)
      changed()
    }
    return trainer.start(
      {
        experiment: 'hierarchy',
        parameters: { alpha: network.alpha, samples, epochs, backend, batchSize: BATCH },
        seed,
        paused,
      },
      {
        computing: (computation) => note({ computation }),
        batch(frames, { step }) {
          network.frames.push(...frames)
          note({ step })
        },
        paused: () => note({ isPaused: true }),
        resumed: () => note({ isPaused: false }),
        end: (outcome) => note({ outcome }),
      },
    )
  })

  return {
    state,
    networks,
    get phase(): Phase {
      const going = networks.filter(({ outcome }) => !outcome)
      if (going.length === 0) return 'over'
      if (going.every(({ isPaused }) => isPaused)) return 'paused'
      return networks.some(({ computation }) => computation) ? 'running' : 'loading'
    },
    pause() {
      for (const run of runs) run.pause()
    },
    resume() {
      for (const run of runs) run.resume()
    },
    stop() {
      for (const run of runs) run.abort()
    },
    forget() {
      forgotten = true
      for (const run of runs) run.abort()
    },
  }
}

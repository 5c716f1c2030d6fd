import type { Fields, Frame, Outcome, RemoteRun } from '@lazyrich/core/port'
import type { Trainer } from '../training/trainer.ts'
import { NETWORKS, type NetworkName, parametersOf } from './networks.ts'
import type { RaceState } from './state.ts'

/** One network of a race, as far as its frames have come. */
export interface Racer {
  readonly name: NetworkName
  readonly delta: number
  readonly dash: readonly number[]
  /** Teacher and inputs; empty until it has started. */
  readonly given: Fields
  readonly frames: readonly Frame[]
  readonly outcome: Outcome | undefined
}

/** `paused` once all networks have said so, `over` once all have ended. */
export type Phase = 'running' | 'paused' | 'over'

/** Three networks in training, frame by frame in step with each other. */
export interface Race {
  readonly state: Pick<RaceState, 'seed' | 'delta' | 'tau'>
  readonly racers: readonly Racer[]
  readonly phase: Phase
  /** How many frames all of them have that go on: nobody is shown ahead of the others. */
  readonly shown: number
  pause(): void
  resume(): void
  /** One frame further, and paused. */
  step(): void
  pace(framesPerSecond: number | undefined): void
  abort(): void
}

interface Track {
  given: Fields
  readonly frames: Frame[]
  paused: boolean
  outcome: Outcome | undefined
}

/** Starts the three on one worker; `changed` is told of everything new. A paused race shows its start. */
export function startRace(
  trainer: Trainer,
  { seed, delta, tau }: RaceState,
  { pace, paused }: { readonly pace: number | undefined; readonly paused: boolean },
  changed: () => void,
): Race {
  let aborted = false
  let stepWanted = paused
  const tracks = NETWORKS.map((): Track => ({ given: {}, frames: [], paused: false, outcome: undefined }))
  const runs = NETWORKS.map(({ sign }, i): RemoteRun => {
    const track = tracks[i]!
    const note = (change: Partial<Track>): void => {
      if (aborted) return
      Object.assign(track, change)
      if (stepWanted && phaseNow() === 'paused') stepNow()
      changed()
    }
    return trainer.start(
      { experiment: 'neuron-race', parameters: parametersOf({ delta, tau }, sign), seed, pace, paused },
      {
        started: ({ given }) => note({ given }),
        batch(frames) {
          track.frames.push(...frames)
          note({})
        },
        paused: () => note({ paused: true }),
        resumed: () => note({ paused: false }),
        end: (outcome) => note({ outcome }),
      },
    )
  })

  function phaseNow(): Phase {
    const going = tracks.filter(({ outcome }) => !outcome)
    if (going.length === 0) return 'over'
    return going.every((track) => track.paused) ? 'paused' : 'running'
  }

  function shownNow(): number {
    const all = tracks.map(({ frames }) => frames.length)
    const going = tracks.filter(({ outcome }) => !outcome).map(({ frames }) => frames.length)
    return going.length > 0 ? Math.min(...going) : Math.max(...all)
  }

  function stepNow(): void {
    stepWanted = false
    const next = shownNow() + 1
    for (const [i, { frames }] of tracks.entries()) if (frames.length < next) runs[i]!.step(next - frames.length)
  }

  const each = (act: (run: RemoteRun) => void): void => {
    for (const run of runs) act(run)
  }

  return {
    state: { seed, delta, tau },
    get racers() {
      return NETWORKS.map(({ name, sign, dash }, i) => ({
        name,
        delta: sign * delta + 0,
        dash,
        given: tracks[i]!.given,
        frames: tracks[i]!.frames,
        outcome: tracks[i]!.outcome,
      }))
    },
    get phase() {
      return phaseNow()
    },
    get shown() {
      return shownNow()
    },
    pause() {
      stepWanted = false
      each((run) => run.pause())
    },
    resume() {
      stepWanted = false
      each((run) => run.resume())
    },
    step() {
      if (phaseNow() === 'paused') return stepNow()
      stepWanted = true
      each((run) => run.pause())
    },
    pace: (framesPerSecond) => each((run) => run.pace(framesPerSecond)),
    abort() {
      aborted = true
      each((run) => run.abort())
    },
  }
}

import { type Fields, type Frame, type Outcome, startGroup } from '@lazyrich/core/port'
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

/** Starts the three on one worker; `changed` is told of everything new. A paused race shows its start. */
export function startRace(
  trainer: Trainer,
  { seed, delta, tau }: RaceState,
  { pace, paused }: { readonly pace: number | undefined; readonly paused: boolean },
  changed: () => void,
): Race {
  /** One frame further, as soon as all have paused: until then more frames may come. */
  let stepWanted = paused
  const members = NETWORKS.map(({ name, sign, dash }) => ({
    name,
    delta: sign * delta + 0,
    dash,
    frames: [] as Frame[],
    request: { experiment: 'neuron-race', parameters: parametersOf({ delta, tau }, sign), seed },
  }))
  const group = startGroup([trainer], members, { pace, paused }, (racer, _event, frames) => {
    racer.frames.push(...frames)
    if (stepWanted && group.phase === 'paused') stepNow()
    changed()
  })

  function shownNow(): number {
    const going = group.runs.filter(({ outcome }) => !outcome)
    const counts = (racers: typeof going): number[] => racers.map(({ frames }) => frames.length)
    return going.length > 0 ? Math.min(...counts(going)) : Math.max(...counts([...group.runs]))
  }

  /** The next frame for those that lack it: nobody gets further ahead. */
  function stepNow(): void {
    stepWanted = false
    const next = shownNow() + 1
    group.step(({ frames }) => next - frames.length)
  }

  return {
    state: { seed, delta, tau },
    racers: group.runs,
    get phase() {
      return group.phase
    },
    get shown() {
      return shownNow()
    },
    pause() {
      stepWanted = false
      group.pause()
    },
    resume() {
      stepWanted = false
      group.resume()
    },
    step() {
      if (group.phase === 'paused') return stepNow()
      stepWanted = true
      group.pause()
    },
    pace: group.pace,
    abort: group.close,
  }
}

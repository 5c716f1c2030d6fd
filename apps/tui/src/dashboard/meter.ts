/** What a comparison has cost so far, and how long it may still take. */
export interface Meter {
  /** Notes how far it is: steps of all runs together, and its share from 0 to 1; time stands still while paused. */
  note(steps: number, share: number, isPaused: boolean): void
  /** Steps a second of all runs together over the last seconds; NaN before there is a measure. */
  readonly stepsPerSecond: number
  /** Forgets the speed so far: from now on it is another. */
  forget(): void
  /** Milliseconds of training so far, pauses left out. */
  readonly spent: number
  /**
   * Milliseconds that are left, if the rest goes as fast as the last seconds did: (1 − share) / (share a millisecond).
   * NaN before there is a measure worth telling: a hundredth of it done, or a minute spent.
   */
  readonly left: number
}

/** The last so many milliseconds tell the speed. */
const RECENT = 10_000
/** Samples are this many milliseconds apart at least. */
const APART = 200
/** What is done tells nothing of the rest before it is so much, or has taken so long. */
const LEAST_SHARE = 0.01
const LONG = 60_000
/** Less time than this tells no speed. */
const LEAST = 500

export function createMeter(now: () => number): Meter {
  /** Oldest first: time in training, steps, share. */
  const samples: { at: number; steps: number; share: number }[] = []
  let spent = 0
  let before = now()
  let wasPaused = false

  const rate = (of: 'steps' | 'share'): number => {
    const [first, last] = [samples[0], samples.at(-1)]
    return first && last && last.at - first.at >= LEAST ? (last[of] - first[of]) / (last.at - first.at) : Number.NaN
  }

  return {
    note(steps, share, isPaused) {
      const time = now()
      if (!wasPaused) spent += time - before
      before = time
      wasPaused = isPaused
      const last = samples.at(-1)
      if (last && spent - last.at < APART) return
      samples.push({ at: spent, steps, share })
      while (samples.length > 2 && spent - samples[1]!.at > RECENT) samples.shift()
    },
    get stepsPerSecond() {
      return 1000 * rate('steps')
    },
    get spent() {
      return spent
    },
    forget() {
      samples.length = 0
    },
    get left() {
      const last = samples.at(-1)
      if (last && last.share < LEAST_SHARE && spent < LONG) return Number.NaN
      return last ? (1 - last.share) / rate('share') : Number.NaN
    },
  }
}

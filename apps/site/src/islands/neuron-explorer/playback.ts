import { prefersReducedMotion } from '../kit/reduced-motion.ts'
import { createScale } from '../kit/scale.ts'
import { TIME_RANGE } from './state.ts'

/** Seconds from the first to the last time. */
const DURATION = 8
/** With reduced motion, this many stops on the way instead. */
const STOPS = 10

const scale = createScale('log', TIME_RANGE, [0, 1])

/** Plays time, evenly on its logarithmic scale. */
export interface Playback {
  /** Starts at the given time, or at the first if that is the last. */
  start(time: number): void
  /** The time after that many more seconds, and whether it is the last. */
  advance(seconds: number): { readonly time: number; readonly isOver: boolean }
}

export function createPlayback(): Playback {
  let position = 0
  return {
    start(time) {
      position = scale.at(time)
      if (position > 1 - 1e-6) position = 0
    },
    advance(seconds) {
      position = Math.min(1, position + seconds / DURATION)
      const shown = prefersReducedMotion() ? Math.floor(position * STOPS + 1e-9) / STOPS : position
      return { time: scale.invert(shown), isOver: position === 1 }
    },
  }
}

import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Clock } from '@lazyrich/core/port'

/** The clock of this thread. */
export const clock: Clock = {
  now: () => performance.now(),
  turn: () => setImmediate(),
  wait: (milliseconds) => setTimeout(milliseconds),
}

/** A clock that moves only when somebody waits. */
export interface FakeClock extends Clock {
  time: number
}

export function fakeClock(): FakeClock {
  const fake: FakeClock = {
    time: 0,
    now: () => fake.time,
    turn: () => setImmediate(),
    async wait(milliseconds) {
      fake.time += milliseconds
      await setImmediate()
    },
  }
  return fake
}

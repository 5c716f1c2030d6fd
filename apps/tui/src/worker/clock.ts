import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Clock } from '@lazyrich/core/port'

/** Node's clock for the host. `setImmediate` lets waiting messages in; a microtask or a MessageChannel would not. */
export const nodeClock: Clock = {
  now: () => performance.now(),
  turn: () => setImmediate(),
  wait: (milliseconds) => setTimeout(milliseconds),
}

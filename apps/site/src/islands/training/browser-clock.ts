import type { Clock } from '@lazyrich/core/port'

/**
 * A browser's clock for core's host. A turn is a message to oneself, delivered at once after those already waiting;
 * nested timers are held back to 4 ms, a fifth of a slice of training.
 */
export function browserClock(): Clock {
  const { port1, port2 } = new MessageChannel()
  const waiting: (() => void)[] = []
  port2.onmessage = () => waiting.shift()?.()
  return {
    now: () => performance.now(),
    turn: () =>
      new Promise((resolve) => {
        waiting.push(resolve)
        port1.postMessage(null)
      }),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  }
}

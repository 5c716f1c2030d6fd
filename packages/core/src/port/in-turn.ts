import type { Awaitable } from './experiment.ts'

/** Makes a call in its turn; gives what it returns, or throws what it throws: a promise of it where it has to wait. */
export type Turn = <T>(call: () => Awaitable<T>) => Awaitable<T>

/**
 * Calls that follow each other, in the order in which they are asked for: one begins once the one before has returned
 * and, where that gave a promise, the promise has settled. Where nobody is at work a call is made at once.
 */
export function inTurn(): Turn {
  const waiting: (() => void)[] = []
  let busy = false
  let leaving = false

  function begin<T>(call: () => Awaitable<T>): Awaitable<T> {
    busy = true
    let result: Awaitable<T>
    try {
      result = call()
    } catch (error) {
      leave()
      throw error
    }
    if (isPromise(result)) result.then(leave, leave)
    else leave()
    return result
  }

  /** Those that wait begin one after another, in this loop: each of them leaves too, and must not begin the next. */
  function leave(): void {
    busy = false
    if (leaving) return
    leaving = true
    while (!busy && waiting.length > 0) waiting.shift()!()
    leaving = false
  }

  return (call) => {
    if (!busy) return begin(call)
    return new Promise((resolve, reject) => {
      waiting.push(() => {
        try {
          resolve(begin(call))
        } catch (error) {
          reject(error)
        }
      })
    })
  }
}

/** True for anything that can be waited for: an async listener is a void one to TypeScript. */
function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined | null)?.then === 'function'
}

import type { FlowControl, FlowReason } from './flow-control.ts'
import type { Integrator } from './solver.ts'

/** A flow on its way to given times: an integrator, with what happens between its steps. */
export interface Walk {
  readonly signal: FlowControl['signal'] | undefined
  /** The time reached. */
  now(): number
  /** Takes one step, not beyond `limit`; gives the reason where none can be taken. */
  step(limit: number): Integrator['failure']
  /** Whether no further step may be taken after that many. */
  isSpent(taken: number): boolean
  /** Called at each of the times, with its index. */
  arrive(index: number): void
}

export interface Walked {
  /** How many of the times were reached. */
  readonly reached: number
  readonly reason: FlowReason
}

/**
 * Steps onto each of `times`, which ascend, from the one of index `first` on. Not for {@link integrate}, whose steps
 * may pass several times at once, or end early at an event.
 */
export function walk(times: ArrayLike<number>, { signal, now, step, isSpent, arrive }: Walk, first = 0): Walked {
  let taken = 0
  for (let reached = first; reached < times.length; reached++) {
    while (now() < times[reached]!) {
      if (signal?.aborted) return { reached, reason: 'aborted' }
      if (isSpent(taken++)) return { reached, reason: 'budget' }
      const failure = step(times[reached]!)
      if (failure) return { reached, reason: failure }
    }
    arrive(reached)
  }
  return { reached: times.length, reason: 'complete' }
}

import { requireTimes } from '../door/list.ts'
import { LazyrichError } from '../errors.ts'
import { type ExactLinear, exactLinear, type LinearStates } from './exact.ts'
import type { LinearStart } from './problem.ts'

/** A target, and when it begins to be trained on. */
export interface LinearTask {
  /** The time at which it begins; 0 for the first. */
  readonly from: number
  /** β*, shape [d, c]. */
  readonly target: ArrayLike<number>
}

/**
 * Continual, reversal and transfer learning in closed form: whitened data whose target β* changes at given times.
 * Gradient flow conserves Δ whatever the target is, so every state is again a start with the same δ, and each task
 * continues from where the one before it ended. What the network keeps of an old task shows in its Gram matrices.
 *
 * Source: Braun et al. 2022 (δ = 0), Dominé et al. 2025, arXiv 2409.14623, section 5.
 *
 * @example
 * const start = { hidden: 1, A0: [1], W0: [0.5] }
 * const there = exactLinearTasks(start, [{ from: 0, target: [2] }, { from: 50, target: [-1] }])
 * there([50, 100]).beta // [2, -1]
 *
 * @param tasks in the order of `from`, which ascends from 0.
 * @returns β and the Gram matrices at any times (≥ 0, in any order); at the time of a change, the end of the old task.
 * @throws LazyrichError for what {@link exactLinear} refuses, and for tasks whose times do not ascend from 0.
 */
export function exactLinearTasks(
  start: LinearStart,
  tasks: readonly LinearTask[],
): (times: ArrayLike<number>) => LinearStates {
  if (tasks.length === 0) throw new LazyrichError('tasks is empty: at least one task is accepted')
  requireTimes(tasks.map(({ from }) => from))
  const pieces: ExactLinear[] = []
  tasks.forEach(({ from, target }, i) => {
    if (i === 0) {
      if (from !== 0) throw new LazyrichError(`tasks[0].from is ${from}: 0 is accepted`)
      pieces.push(exactLinear({ ...start, target }))
      return
    }
    const before = tasks[i - 1]!.from
    if (!(from > before)) throw new LazyrichError(`tasks[${i}].from is ${from}: a time after ${before} is accepted`)
    pieces.push(exactLinear(pieces[i - 1]!.restart(from - before, target)))
  })
  return (times) => {
    requireTimes(times)
    const { inputs: d, outputs: c } = pieces[0]!
    const states = {
      beta: new Float64Array(times.length * d * c),
      readoutGram: new Float64Array(times.length * c * c),
      inputGram: new Float64Array(times.length * d * d),
    }
    for (let n = 0; n < times.length; n++) {
      const now = tasks.findLastIndex(({ from }) => from < times[n]! || from === 0)
      const { beta, readoutGram, inputGram } = pieces[now]!.at([times[n]! - tasks[now]!.from])
      states.beta.set(beta, n * d * c)
      states.readoutGram.set(readoutGram, n * c * c)
      states.inputGram.set(inputGram, n * d * d)
    }
    return states
  }
}

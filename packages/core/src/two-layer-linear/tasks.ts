import { type Names, requireProblem } from '../door/fields.ts'
import { requireList, requireTimes } from '../door/list.ts'
import { requireAtLeast, requireIndex } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import { type ExactLinear, exactLinear, type LinearStates } from './exact.ts'
import { type LinearStart, requireStart, requireTarget } from './problem.ts'

/** A target, and when it begins to be trained on. */
export interface LinearTask {
  /** The time at which it begins; 0 for the first. */
  readonly from: number
  /** β*, shape [d, c]. */
  readonly target: ArrayLike<number>
}

/** The closed form of a sequence of tasks, ready to be evaluated at any time. */
export interface ExactLinearTasks {
  /**
   * β and the Gram matrices at every time.
   *
   * @throws LazyrichError for times that are negative or not finite.
   */
  at(times: ArrayLike<number>): LinearStates
}

const TASK: Names<LinearTask> = { from: true, target: true }

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
 * there.at([50, 100]).beta // [2, -1]
 *
 * @param tasks in the order of `from`, which ascends from 0.
 * @returns `at(times)` for β and the Gram matrices at any times (≥ 0, in any order); at the time of a change, the end of
 * the old task.
 * @throws LazyrichError for what {@link exactLinear} refuses, and for tasks whose times do not ascend from 0.
 */
export function exactLinearTasks(start: LinearStart, tasks: readonly LinearTask[]): ExactLinearTasks {
  const shape = requireStart(start)
  requireList('tasks', tasks, 'tasks')
  if (tasks.length === 0) throw new LazyrichError('tasks is empty: at least one task is accepted')
  const { inputs: d, outputs: c } = shape
  const { hidden, A0, W0, learningRate } = start
  const pieces: { readonly from: number; readonly exact: ExactLinear }[] = []
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i]!
    requireProblem(`tasks[${i}]`, task, TASK)
    const { from, target } = task
    requireAtLeast(`tasks[${i}].from`, from, 0)
    requireTarget(target, shape, `tasks[${i}].target`)
    const before = pieces.at(-1)
    if (!before) {
      if (from !== 0) throw new LazyrichError(`tasks[0].from is ${from}: 0 is accepted`)
      pieces.push({ from, exact: exactLinear({ hidden, A0, W0, learningRate, target }) })
      continue
    }
    if (!(from > before.from))
      throw new LazyrichError(`tasks[${i}].from is ${from}: a time after ${before.from} is accepted`)
    pieces.push({ from, exact: exactLinear(before.exact.restart(from - before.from, target)) })
  }
  /** The closed form of the task that a time belongs to, at that time. */
  const stateOf = (time: number): LinearStates => {
    const { from, exact } = pieces.findLast((piece) => piece.from < time) ?? pieces[0]!
    return exact.at([time - from])
  }
  function at(given: ArrayLike<number>): LinearStates {
    requireTimes(given)
    const times = Float64Array.from(given)
    const states = {
      beta: new Float64Array(times.length * d * c),
      readoutGram: new Float64Array(times.length * c * c),
      inputGram: new Float64Array(times.length * d * d),
    }
    for (let n = 0; n < times.length; n++) {
      const { beta, readoutGram, inputGram } = stateOf(times[n]!)
      states.beta.set(beta, n * d * c)
      states.readoutGram.set(readoutGram, n * c * c)
      states.inputGram.set(inputGram, n * d * d)
    }
    return {
      ...states,
      at(i) {
        requireIndex('i', i, times.length)
        return stateOf(times[i]!).at(0)
      },
    }
  }
  return { at }
}

import { type Regression, type ReluNetwork, reluDescent } from '@lazyrich/core/two-layer-relu'
import type { Watch } from '../family.ts'
import type { ReluCheckpoint, ReluSolution, Show } from './checkpoint.ts'
import { ascending } from './problem.ts'

/** Multiply-adds between two progress reports: a few milliseconds. */
const WORK = 3e7

/** Gradient descent to the requested steps, in any order; ends where the loss is no longer finite. */
export function descend(
  network: ReluNetwork,
  data: Regression,
  steps: Float64Array,
  learningRate: number,
  show: Show,
  watch: Watch,
): ReluSolution {
  const descent = reluDescent(network, data, learningRate)
  const order = ascending(steps)
  const last = steps[order.at(-1)!] ?? 0
  const stride = Math.max(1, Math.floor(WORK / (2 * data.y.length * network.W.length)))
  const checkpoints: (ReluCheckpoint | undefined)[] = Array.from(steps, () => undefined)
  let step = 0
  for (const i of order) {
    while (step < steps[i]!) {
      const wanted = Math.min(stride, steps[i]! - step)
      const taken = descent.advance(wanted)
      step += taken
      watch('step', step, last)
      if (taken < wanted) break
    }
    if (step < steps[i]! || !Number.isFinite(descent.loss()))
      return {
        checkpoints: checkpoints.filter((checkpoint) => checkpoint !== undefined),
        error: `the loss is not finite at step ${step}; halve learningRate until it holds: ${learningRate / 2} instead of ${learningRate}`,
      }
    checkpoints[i] = show({ step }, network)
  }
  return { checkpoints: checkpoints as ReluCheckpoint[] }
}

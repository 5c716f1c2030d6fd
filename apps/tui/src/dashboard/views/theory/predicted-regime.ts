import { randomStream } from '@lazyrich/core/random'
import { balancedLinearStart, linearRegime } from '@lazyrich/core/two-layer-linear'
import type { FrameHistory } from '../../history.ts'
import type { Scene, SceneRun } from '../../scene.ts'

const predicted = new WeakMap<FrameHistory, string>()

/**
 * The regime that the shape and δ of a run of wide-linear predict (Kunin et al. 2024, section 4), for whitened inputs;
 * undefined where nothing is predicted, or not yet.
 */
export function predictedRegime({ plan }: Pick<Scene, 'plan'>, run: SceneRun): string | undefined {
  const { hidden, inputs, outputs, delta, scale, condition, ...rest } = run.planned.parameters as {
    [name: string]: number
  }
  const target = run.given.target?.data
  if (!target || condition !== 1 || target.every((entry) => entry === 0)) return undefined
  const known = predicted.get(run.history)
  if (known !== undefined) return known === 'undecided' ? undefined : known
  const learningRate = { a: rest['learningRate.a']!, w: rest['learningRate.w']! }
  const shape = { hidden: hidden!, inputs: inputs!, outputs: outputs!, delta: delta!, scale: scale! }
  const start = balancedLinearStart(randomStream(plan.seed, 'student'), { ...shape, learningRate })
  const { name } = linearRegime({ ...start, target: Float64Array.from(target) })
  predicted.set(run.history, name)
  return name === 'undecided' ? undefined : name
}

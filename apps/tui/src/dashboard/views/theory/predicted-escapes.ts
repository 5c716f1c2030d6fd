import { deepLinearStart } from '@lazyrich/core/deep-linear'
import { randomStream } from '@lazyrich/core/random'
import type { LiveRun } from '../../comparison.ts'
import type { FrameHistory } from '../../history.ts'
import type { Scene } from '../../scene.ts'
import { type ModeEscape, modeEscapes } from './mode-escapes.ts'

/** Singular values that have a metric of their own. */
const MODES = 4

/** By run: a history is made with the run, and goes with it. */
const predicted = new WeakMap<FrameHistory, readonly ModeEscape[]>()

/**
 * When each mode of a run of deep-linear is half learned, predicted from its start; none before the target is known,
 * and none where the start is not small or predicting would take long. Computed once a run, in some tens of milliseconds.
 */
export function predictedEscapes({ plan }: Pick<Scene, 'plan'>, run: LiveRun): readonly ModeEscape[] {
  const known = predicted.get(run.history)
  if (known) return known
  const target = run.given.target?.data
  if (!target) return []
  const escapes = modeEscapes({ ...startOf(run, plan.seed), target: Float64Array.from(target) })
  predicted.set(run.history, escapes)
  return escapes
}

/** The start that the experiment draws: `deepLinearStart`, the first layer divided by α and the last multiplied by it. */
function startOf({ planned: { parameters } }: LiveRun, seed: number) {
  const { depth, width, inputs, outputs, scale, alpha, endTime } = parameters as { [name: string]: number }
  const widths = [inputs!, ...Array.from({ length: depth! - 1 }, () => width!), outputs!]
  const last = depth! - 1
  const { W0 } = deepLinearStart(randomStream(seed, 'student'), widths, { scale: scale! })
  const layers = W0.map((W, l) => W.map((entry) => (l === 0 ? entry / alpha! : l === last ? entry * alpha! : entry)))
  const rateOf = (l: number): number =>
    Number(l === 0 ? parameters['learningRate.w'] : l === last ? parameters['learningRate.a'] : 1)
  return { widths, layers, learningRates: widths.slice(1).map((_, l) => rateOf(l)), modes: MODES, until: endTime! }
}

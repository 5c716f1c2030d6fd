import type { Scene, SceneRun } from '../scene.ts'
import type { ChartOptions, Curve } from './chart-options.ts'

export type Axis = 'step' | 'time'

/**
 * An error as its running maximum: it swings over decades from step to step, and one monotone line a run can be read
 * where the swings of several cover each other.
 */
export function largestSoFar(name: string): (scene: Scene) => ChartOptions {
  return ({ plan }) => ({
    title: `largest ${plan.experiment.metrics[name]!.label}`,
    shown: runningMaximum,
    value: (run) => largestUntil(run, name, plan.experiment.axis),
  })
}

/** The largest value up to each point; NaN before the first number. */
export function runningMaximum({ x, y }: Curve): Curve {
  const largest = new Float64Array(y.length)
  let most = Number.NaN
  for (let i = 0; i < y.length; i++) {
    if (!(y[i]! <= most) && !Number.isNaN(y[i]!)) most = y[i]!
    largest[i] = most
  }
  return { x, y: largest }
}

/** The largest value of a run's metric up to the moment that is read; NaN where there is none. */
export function largestUntil({ history, moment }: SceneRun, name: string, axis: Axis): number {
  if (!moment) return Number.NaN
  const { x, y } = history.curve(name)
  let most = Number.NaN
  for (let i = 0; i < x.length && x[i]! <= moment[axis]; i++) if (!(y[i]! <= most) && !Number.isNaN(y[i]!)) most = y[i]!
  return most
}

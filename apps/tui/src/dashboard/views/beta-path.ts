import type { Path } from '../../draw/plane.ts'
import type { Points } from '../../draw/series.ts'
import { enclose, type Rectangle } from '../../draw/view.ts'
import type { SceneRun } from '../scene.ts'

/** The first two coordinates of a field of one vector, over the frames of a run up to the moment that is read. */
export function pathOf(run: SceneRun, field: string): { x: Float64Array; y: Float64Array } {
  return firstFrames(run, field, run.momentIndex + 1)
}

function firstFrames({ history }: SceneRun, field: string, count: number): { x: Float64Array; y: Float64Array } {
  return { x: history.trace(field, 0).subarray(0, count), y: history.trace(field, 1).subarray(0, count) }
}

/** The path of β of every run, each with β at the moment at its head. */
export function betaPaths(runs: readonly SceneRun[]): Path[] {
  return runs.map((run) => ({ ...pathOf(run, 'beta'), style: run.style, head: '●', letter: run.letter }))
}

/** Around all of β's paths, later than the moment too, and other points: the plane holds still while a cursor moves. */
export function betaDomain(runs: readonly SceneRun[], others: readonly { x: number; y: number }[]): Rectangle {
  const whole = runs.map((run): Points => firstFrames(run, 'beta', run.history.length))
  return enclose([...whole, ...others.map(({ x, y }): Points => ({ x: [x], y: [y] }))])
}

/** How far β is from a point at the moment; NaN before the first frame. */
export function betaDistance({ moment }: SceneRun, to: ArrayLike<number>): number {
  const beta = moment?.fields?.beta?.data
  return beta ? Math.hypot(...Array.from(beta, (entry, j) => entry - to[j]!)) : Number.NaN
}

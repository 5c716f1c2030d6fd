import type { Path } from '../../draw/plane.ts'
import type { LiveRun } from '../comparison.ts'

/** The first two coordinates of a field of one vector, over the frames of a run. */
export function pathOf({ history }: LiveRun, field: string): { x: Float64Array; y: Float64Array } {
  const coordinate = (j: number): Float64Array =>
    Float64Array.from({ length: history.length }, (_, i) => history.at(i).fields![field]!.data[j]!)
  return { x: coordinate(0), y: coordinate(1) }
}

/** The path of β of every run, each with β now at its head. */
export function betaPaths(runs: readonly LiveRun[], ink: (index: number, count: number) => number): Path[] {
  return runs.map((run, i) => ({ ...pathOf(run, 'beta'), style: ink(i, runs.length), head: '●' }))
}

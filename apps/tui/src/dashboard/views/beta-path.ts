import type { Path } from '../../draw/plane.ts'
import type { SceneRun } from '../scene.ts'

/** The first two coordinates of a field of one vector, over the frames of a run up to the moment that is read. */
export function pathOf({ history, momentIndex }: SceneRun, field: string): { x: Float64Array; y: Float64Array } {
  const coordinate = (j: number): Float64Array =>
    Float64Array.from({ length: momentIndex + 1 }, (_, i) => history.at(i).fields![field]!.data[j]!)
  return { x: coordinate(0), y: coordinate(1) }
}

/** The path of β of every run, each with β at the moment at its head. */
export function betaPaths(runs: readonly SceneRun[]): Path[] {
  return runs.map((run) => ({ ...pathOf(run, 'beta'), style: run.style, head: '●' }))
}

import type { Grid } from '../../draw/grid.ts'
import type { Comparison } from '../comparison.ts'
import type { SceneRun } from '../scene.ts'
import type { Pane, Size } from './view.ts'

/** A picture of one run. */
export interface RunPicture {
  readonly id: string
  readonly title: string
  about(run: SceneRun): string
  draw(run: SceneRun, size: Size & { readonly title: string }): Grid
}

/** With more runs than this, one of their panes alone does not tell whose turn it is: one that follows comes first. */
const FEW = 3

/** A pane for each run; where there are many, one for the selected run before them. */
export function panesOfRuns({ runs }: Comparison, { id, title, about, draw }: RunPicture): Pane[] {
  const named = (run: SceneRun): string => `${title}, ${run.label}`
  const each = runs.map(
    ({ planned }, i): Pane => ({
      id: `${id}-${i}`,
      run: i,
      title: `${title}, ${planned.label}`,
      about: ({ all }) => about(all[i]!),
      draw: ({ all }, size) => ({ grid: draw(all[i]!, { ...size, title: named(all[i]!) }) }),
    }),
  )
  const selected: Pane = {
    id,
    title: `${title}, selected run`,
    about: (scene) => about(scene.selected),
    draw: (scene, size) => ({ grid: draw(scene.selected, { ...size, title: named(scene.selected) }) }),
  }
  return runs.length > FEW ? [selected, ...each] : each
}

import type { Grid } from '../../draw/grid.ts'
import type { ScaleKind } from '../../draw/scale.ts'
import type { Comparison } from '../comparison.ts'
import type { Scene } from '../scene.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** A pane as it was drawn, and what the mouse finds in it. */
export interface Drawn {
  readonly grid: Grid
  /** The place on the scene's x axis of a column of the grid; undefined outside the curves. */
  readonly xAt?: (column: number) => number | undefined
  /** The run drawn in a cell, where cells stand for runs. */
  readonly runAt?: (column: number, row: number) => number | undefined
}

/** A pane: draws itself at any size, from the scene alone. */
export interface Pane {
  /** What it is called in the order, the filter and the focus: a metric's name, or `paths`, `modes` and the like. */
  readonly id: string
  readonly title: string
  /** The run that it is a picture of, where it is of one: hidden with it. */
  readonly run?: number
  /** One line: what it is, what lazy and rich would look like, and what is seen. */
  about(scene: Scene): string
  draw(scene: Scene, size: Size): Drawn
  /** The y axis that its chart has where nobody has chosen one; the metric's own if left out. */
  readonly usualScale?: (scene: Scene) => ScaleKind
  /** True where arrows go from run to run: the run in that direction, or undefined at the border. */
  readonly neighbour?: (scene: Scene, direction: 'left' | 'right' | 'up' | 'down') => number | undefined
}

/** A sign in the panes, explained. */
export interface Sign {
  readonly sign: string
  readonly meaning: string
}

export const deltaSign: Sign = {
  sign: 'δ > 0, δ < 0',
  meaning: 'upstream (a outweighs w), downstream (w outweighs a)',
}

/** What an experiment looks like. */
export interface View {
  /** What the signs in this comparison's panes mean, for the help screen. */
  signs(comparison: Comparison): readonly Sign[]
  /** All panes, the most telling first. */
  panes(comparison: Comparison): readonly Pane[]
}

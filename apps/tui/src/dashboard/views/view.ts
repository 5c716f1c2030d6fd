import type { Grid } from '../../draw/grid.ts'
import type { Comparison } from '../comparison.ts'

/** A pane: draws itself at any size, from the comparison alone. */
export type Pane = (comparison: Comparison, size: { width: number; height: number }) => Grid

/** A sign in the panes, explained. */
export interface Sign {
  readonly sign: string
  readonly meaning: string
}

export const deltaSign: Sign = {
  sign: 'δ > 0, δ < 0',
  meaning: 'upstream (a outweighs w), downstream (w outweighs a)',
}

/** What an experiment looks like: which panes, for the room there is. */
export interface View {
  /** The palette's ink of run `index` of `count`. */
  ink(index: number, count: number): number
  /** What the signs in the panes mean, for the help screen. */
  readonly signs: readonly Sign[]
  /** At most `room` panes, the most telling first. */
  panes(comparison: Comparison, room: number): readonly Pane[]
}

import type { Grid } from '../../draw/grid.ts'
import type { Comparison } from '../comparison.ts'

/** A pane: draws itself at any size, from the comparison alone. */
export type Pane = (comparison: Comparison, size: { width: number; height: number }) => Grid

/** What an experiment looks like: which panes, for the room there is. */
export interface View {
  /** The palette's ink of run `index` of `count`. */
  ink(index: number, count: number): number
  /** What the signs in the panes mean, for the help screen. */
  readonly signs: readonly { readonly sign: string; readonly meaning: string }[]
  /** At most `room` panes, the most telling first. */
  panes(comparison: Comparison, room: number): readonly Pane[]
}

import type { Grid } from '../../draw/grid.ts'
import type { Session } from '../session.ts'

/** A pane: draws itself at any size, from the session alone. */
export type Pane = (session: Session, size: { width: number; height: number }) => Grid

/** What an experiment looks like: which panes, for the room there is. */
export interface View {
  /** The palette's ink of run `index` of `count`. */
  ink(index: number, count: number): number
  /** At most `room` panes, the most telling first. */
  panes(session: Session, room: number): readonly Pane[]
}

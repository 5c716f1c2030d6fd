import type { Comparison } from '../comparison.ts'
import { areas, capacity } from '../layout.ts'
import type { Look } from '../look.ts'
import { type Page, pageOf } from '../panes.ts'
import { type Scene, xAxisOf } from '../scene.ts'
import { showing } from '../window.ts'

/** What is looked at: a comparison, as it is looked at, on a screen of some size. */
export interface Browsed {
  readonly comparison: Comparison
  readonly look: Look
  readonly columns: number
  readonly rows: number
  readonly scene: () => Scene
}

/** Makes an action of a change to what is looked at; it does nothing where there is nothing. */
export type Act = (change: (it: Browsed) => void) => () => void

/** The panes of the page that is shown. */
export function shownPage({ comparison, look, columns, rows }: Omit<Browsed, 'scene'>): Page {
  const { across, down } = capacity(areas(columns, rows, look.list).panes)
  return pageOf(comparison, look, across * down)
}

/** Moves the window along where the moment that is read has left it. */
export function keepInView({ comparison, look }: Browsed, moment: number): void {
  if (look.window) look.window = showing(xAxisOf(comparison.plan, look), moment)
}

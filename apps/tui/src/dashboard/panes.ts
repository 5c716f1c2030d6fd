import type { Comparison } from './comparison.ts'
import type { Look } from './look.ts'
import { runPane } from './run-pane.ts'
import { systemPane } from './system-pane.ts'
import { viewOf } from './views/index.ts'
import type { Pane } from './views/view.ts'

/** Every pane of a comparison, in the view's order: what it measures, then the selected run in words, then the system. */
export function allPanes(comparison: Comparison): readonly Pane[] {
  return [...viewOf(comparison.plan).panes(comparison), runPane, systemPane]
}

/** The panes that someone wants to see, in an order of one's own. */
export function wantedPanes(comparison: Comparison, look: Look): readonly Pane[] {
  const place = (pane: Pane): number => {
    const at = look.order.indexOf(pane.id)
    return at < 0 ? look.order.length : at
  }
  const all = allPanes(comparison)
  const ordered = look.order.length > 0 ? all.toSorted((p, q) => place(p) - place(q)) : all
  const isHidden = ({ id, run }: Pane): boolean =>
    look.hiddenPanes.has(id) || (run !== undefined && run !== comparison.selected && look.hiddenRuns.has(run))
  return ordered.filter((pane) => !isHidden(pane) && isFound(pane, look.filter))
}

function isFound({ id, title }: Pane, filter: string): boolean {
  const wanted = filter.toLowerCase()
  return id.toLowerCase().includes(wanted) || title.toLowerCase().includes(wanted)
}

/** The panes of a page of so many, and which page of how many it is. */
export interface Page {
  readonly panes: readonly Pane[]
  readonly page: number
  readonly pages: number
  /** All that someone wants to see, on whichever page. */
  readonly wanted: readonly Pane[]
  /** The pane that keys act on; undefined where none is shown. */
  readonly focus: Pane | undefined
}

export function pageOf(comparison: Comparison, look: Look, room: number): Page {
  const wanted = wantedPanes(comparison, look)
  const pages = Math.max(1, Math.ceil(wanted.length / room))
  // The focus decides the page: it stays in sight when the room changes.
  const place = wanted.findIndex(({ id }) => id === look.focus)
  const page = place < 0 ? Math.min(look.page, pages - 1) : Math.floor(place / room)
  const panes = wanted.slice(page * room, (page + 1) * room)
  const focus = panes.find(({ id }) => id === look.focus) ?? panes[0]
  return look.enlarged && focus ? { panes: [focus], page, pages, wanted, focus } : { panes, page, pages, wanted, focus }
}

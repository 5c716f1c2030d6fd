import { blit, type Grid } from '../draw/grid.ts'
import { capacity, paneRects, shown } from './layout.ts'
import type { Session } from './session.ts'
import { viewOf } from './views/index.ts'

/** Draws the panes of a session onto the screen, between title and bottom lines. */
export function drawPanes(session: Session, screen: Grid): void {
  const room = capacity(screen.columns, screen.rows)
  const panes = viewOf(session.plan.experiment.id).panes(session, room.across * room.down)
  const count = shown(panes.length, room)
  const rects = paneRects(screen.columns, screen.rows, Math.min(room.across, count), count)
  panes.slice(0, count).forEach((pane, i) => {
    const { x, y, width, height } = rects[i]!
    blit(screen, pane(session, { width, height }), x, y)
  })
}

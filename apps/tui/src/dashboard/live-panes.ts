import { blit, type Grid } from '../draw/grid.ts'
import { capacity, paneRects } from './layout.ts'
import type { Session } from './session.ts'
import { viewOf } from './views/index.ts'

/** Draws the panes of a session onto the screen, between title and bottom lines. */
export function drawPanes(session: Session, screen: Grid): void {
  const { across, down } = capacity(screen.columns, screen.rows)
  const panes = viewOf(session.plan.experiment.id).panes(session, across * down)
  const rects = paneRects(screen.columns, screen.rows, Math.min(across, panes.length), panes.length)
  panes.forEach((pane, i) => {
    const { x, y, width, height } = rects[i]!
    blit(screen, pane(session, { width, height }), x, y)
  })
}

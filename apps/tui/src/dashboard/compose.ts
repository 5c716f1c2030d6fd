import { blit, createGrid, type Grid } from '../draw/grid.ts'
import { ink } from '../draw/palette.ts'
import { BOLD, INVERSE } from '../draw/style.ts'
import { shownPage } from './browse/browsed.ts'
import type { Comparison } from './comparison.ts'
import { aboutLine, progressLine } from './footer.ts'
import { areas, capacity, fits, paneRects, type Rect } from './layout.ts'
import { legend } from './legend.ts'
import type { Model } from './model.ts'
import type { Page } from './panes.ts'
import type { Hits } from './pointer.ts'
import { runList } from './run-list.ts'

/** The whole screen: what Ink laid out, with the panes and what follows the data over the space left for them. */
export function compose(model: Model, chrome: Grid, columns: number, rows: number): Grid {
  const screen = createGrid(columns, rows)
  blit(screen, chrome, 0, 0)
  model.resized(columns, rows)
  const isShown = model.comparison && model.help === undefined && fits(columns, rows)
  model.drawn(isShown ? drawLive(model, model.comparison, screen) : { panes: [], runs: [] })
  return screen
}

function drawLive(model: Model, comparison: Comparison, screen: Grid): Hits {
  const { look } = model
  const { columns, rows } = screen
  const scene = model.scene()
  const names = legend(scene, columns)
  blit(screen, names.grid, 0, 1)
  const runs: Hits['runs'][number][] = [{ rect: { x: 0, y: 1, width: columns, height: 1 }, runAt: names.runAt }]
  const page = shownPage({ comparison, look, columns, rows })
  const { panes: room, list } = areas(columns, rows, look.list)
  if (list) {
    const drawn = runList(scene, look, metricOf(comparison, page), list.width, list.height)
    blit(screen, drawn.grid, list.x, list.y)
    runs.push({ rect: list, runAt: drawn.runAt })
  }
  const rects = paneRects(room, capacity(room).across, page.panes.length)
  const panes = page.panes.map((pane, i) => {
    const rect = rects[i]!
    const drawn = pane.draw(scene, rect)
    blit(screen, drawn.grid, rect.x, rect.y)
    if (pane === page.focus && page.panes.length > 1) markFocus(screen, rect)
    return { rect, pane, drawn }
  })
  blit(screen, aboutLine(scene, page, look, model.asking, columns), 0, rows - 3)
  blit(screen, progressLine(comparison, scene, page, look, columns), 0, rows - 2)
  return { panes, runs }
}

/** The metric that the focused pane draws, if it is one. */
function metricOf({ plan }: Comparison, { focus }: Page): string | undefined {
  return focus && Object.hasOwn(plan.experiment.metrics, focus.id) ? focus.id : undefined
}

/** The title of the pane that keys act on stands out, in every depth of colour. */
function markFocus(screen: Grid, { x, y, width }: Rect): void {
  for (let column = x; column < x + width; column++) {
    const cell = y * screen.columns + column
    if (screen.styles[cell] === (ink.default | BOLD)) screen.styles[cell] = ink.accent | BOLD | INVERSE
    else if (column > x + 1) break
  }
}

import { blit, createGrid, type Grid } from '../draw/grid.ts'
import type { Comparison } from './comparison.ts'
import { capacity, fits, paneRects, shown } from './layout.ts'
import type { Look } from './look.ts'
import type { Model } from './model.ts'
import { sceneOf } from './scene.ts'
import { viewOf } from './views/index.ts'

/** The whole screen: what Ink laid out, with the panes over the space left for them. */
export function compose(model: Model, chrome: Grid, columns: number, rows: number): Grid {
  const screen = createGrid(columns, rows)
  blit(screen, chrome, 0, 0)
  if (model.comparison && !model.help && fits(columns, rows)) drawPanes(model.comparison, model.look, screen)
  return screen
}

function drawPanes(comparison: Comparison, look: Look, screen: Grid): void {
  const room = capacity(screen.columns, screen.rows)
  const panes = viewOf(comparison.plan.experiment.id).panes(comparison)
  const count = shown(panes.length, room)
  const rects = paneRects(screen.columns, screen.rows, Math.min(room.across, count), count)
  const scene = sceneOf(comparison, look)
  panes.slice(0, count).forEach((pane, i) => {
    const { x, y, width, height } = rects[i]!
    blit(screen, pane.draw(scene, { width, height }).grid, x, y)
  })
}

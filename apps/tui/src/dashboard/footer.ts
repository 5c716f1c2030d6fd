import { bar } from '../draw/bar.ts'
import { formatDuration, formatExactly } from '../draw/format.ts'
import { blit, createGrid, type Grid, put } from '../draw/grid.ts'
import { widthOf } from '../draw/one-cell.ts'
import { ink } from '../draw/palette.ts'
import { shown } from '../draw/shown.ts'
import { BOLD } from '../draw/style.ts'
import type { Comparison } from './comparison.ts'
import type { Look } from './look.ts'
import { SMOOTHING_NAMES } from './look.ts'
import type { Page } from './panes.ts'
import { shareOf } from './progress.ts'
import type { Scene } from './scene.ts'

const cut = (text: string, room: number): string =>
  text.length <= Math.max(0, room) ? text : `${text.slice(0, Math.max(0, room - 1))}…`

/** The line on the focused pane: what it is, what lazy and rich would look like, and what is seen. */
export function aboutLine(scene: Scene, { focus }: Page, look: Look, width: number): Grid {
  const grid = createGrid(width, 1)
  if (look.typing) {
    const typed = `/${shown(look.filter)}`
    put(grid, 1, 0, typed, ink.accent | BOLD)
    put(grid, 1 + widthOf(typed), 0, '▏', ink.accent)
    return grid
  }
  if (!focus) {
    put(grid, 1, 0, cut(nothingFound(look), width - 2), ink.warn)
    return grid
  }
  put(grid, 1, 0, cut(`▸ ${focus.about(scene)}`, width - 2), ink.default)
  return grid
}

function nothingFound({ filter, hiddenPanes }: Look): string {
  if (filter !== '') return `no pane is called ${shown(filter)}; esc drops the filter`
  return hiddenPanes.size > 0 ? 'all panes are hidden; W shows them' : 'this comparison has no panes'
}

/** How far training has got, what is read, which page of panes this is; or why a run could not continue. */
export function progressLine(comparison: Comparison, scene: Scene, page: Page, look: Look, width: number): Grid {
  const grid = createGrid(width, 1)
  const right = pageText(page, look)
  put(grid, width - right.length - 1, 0, right, ink.muted)
  const room = width - right.length - 4
  const cursor = readingText(scene)
  const { runs, plan } = comparison
  const broken = runs.find(({ outcome }) => outcome?.reason === 'failed' || outcome?.reason === 'diverged')
  const warning = runs.flatMap(({ computation }) => computation?.warnings ?? [])[0]
  if (broken && cursor === '') {
    put(grid, 1, 0, cut(shown(`${broken.planned.label}: ${broken.outcome!.message}; r starts again`), room), ink.warn)
    return grid
  }
  if (cursor !== '') {
    put(grid, 1, 0, cut(cursor, room), ink.accent)
    return grid
  }
  const slowest = runs.reduce((least, run) => (shareOf(plan, run) < shareOf(plan, least) ? run : least))
  const where = `${whereOf(comparison, slowest.progress)}  `
  const left = leftText(comparison)
  put(grid, 1, 0, cut(where, room), ink.muted)
  const length = Math.min(warning ? 16 : 40, room - where.length - left.length - 2)
  if (length >= 6)
    blit(grid, bar({ width: length, fraction: spentShare(comparison), style: ink.accent }), 1 + where.length, 0)
  const after = 1 + where.length + Math.max(0, length >= 6 ? length + 2 : 0)
  put(grid, after, 0, cut(left, room - after), ink.muted)
  if (warning && after + left.length + 10 < room)
    put(grid, after + left.length + 2, 0, cut(shown(warning), room - after - left.length - 2), ink.warn)
  return grid
}

/** The bar is linear in time: what is spent over what is spent and left. Before the first estimate it is empty. */
function spentShare({ meter, over }: Comparison): number {
  return over ? 1 : meter.spent / (meter.spent + meter.left)
}

function leftText({ over, meter, paused }: Comparison): string {
  if (over) return ''
  if (paused) return 'paused'
  return Number.isFinite(meter.left) ? `about ${formatDuration(meter.left)} left` : 'time left not known yet'
}

/** Which moment is read; empty while the latest frame is followed. */
function readingText({ cursor, selected, plan }: Scene): string {
  if (cursor === undefined) return ''
  const at = selected.moment
  const place = plan.experiment.axis === 'step' ? 'step' : 'flow time'
  const value = at ? formatExactly(at[plan.experiment.axis]) : formatExactly(cursor)
  return `reading ${place} ${value}; ← → move, end follows training again`
}

function pageText({ page, pages }: Page, look: Look): string {
  const parts = [
    ...(look.filter !== '' && !look.typing ? [`/${shown(look.filter)}`] : []),
    ...(look.smoothing > 0 ? [SMOOTHING_NAMES[look.smoothing]!] : []),
    ...(look.window ? ['zoomed'] : []),
    ...(look.enlarged ? ['enlarged'] : pages > 1 ? [`page ${page + 1} of ${pages}`] : []),
  ]
  return parts.join(' · ')
}

function whereOf({ plan }: Comparison, progress: { readonly step: number; readonly time: number }): string {
  const { axis, extent } = plan.experiment
  const end = Math.max(...plan.runs.map(({ parameters }) => extent(parameters))).toLocaleString('en-US')
  if (axis === 'time') return `flow time ${progress.time.toFixed(2)} of ${end}`
  return `step ${progress.step.toLocaleString('en-US')} of ${end}`
}

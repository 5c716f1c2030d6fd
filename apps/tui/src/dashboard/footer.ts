import { bar } from '../draw/bar.ts'
import { formatDuration, formatExactly } from '../draw/format.ts'
import { blit, createGrid, type Grid, put } from '../draw/grid.ts'
import { widthOf } from '../draw/one-cell.ts'
import { ink } from '../draw/palette.ts'
import { shown } from '../draw/shown.ts'
import { BOLD } from '../draw/style.ts'
import type { Plan } from '../plan.ts'
import type { Comparison, LiveRun } from './comparison.ts'
import type { Look } from './look.ts'
import { SMOOTHING_NAMES } from './look.ts'
import type { Page } from './panes.ts'
import { extentOf, shareOf } from './progress.ts'
import type { Scene, SceneRun } from './scene.ts'

const cut = (text: string, room: number): string =>
  text.length <= Math.max(0, room) ? text : `${text.slice(0, Math.max(0, room - 1))}…`

/** The line on the focused pane: what it is, what lazy and rich would look like, and what is seen. */
export function aboutLine(scene: Scene, { focus }: Page, look: Look, asking: string | undefined, width: number): Grid {
  const grid = createGrid(width, 1)
  if (asking !== undefined) {
    put(grid, 1, 0, cut(asking, width - 2), ink.warn | BOLD)
    return grid
  }
  if (look.typing) {
    const typed = `/${shown(look.filter)}`
    put(grid, 1, 0, typed, ink.accent | BOLD)
    put(grid, 1 + widthOf(typed), 0, '▏', ink.accent)
    if (!focus) put(grid, 4 + widthOf(typed), 0, cut('no pane has that name', width - widthOf(typed) - 5), ink.warn)
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
  const broken = brokenRun(scene)
  if (broken && scene.cursor === undefined) {
    const { letter, label, outcome } = broken
    const text = `${letter} ${shown(label)}: ${shown(outcome!.message)}; r starts again`
    put(grid, 1, 0, cut(text, width - 2), ink.warn)
    return grid
  }
  const right = pageText(page, look)
  put(grid, width - right.length - 1, 0, right, ink.muted)
  const end = width - right.length - (right === '' ? 1 : 3)
  let x = 1
  const tell = (text: string, style: number): void => {
    const fitting = text.length <= end - x ? text : x === 1 ? cut(text, end - x) : ''
    put(grid, x, 0, fitting, style)
    if (fitting !== '') x += fitting.length + 2
  }
  if (scene.cursor === undefined) tell(whereOf(comparison, scene), ink.muted)
  else tell(readingText(scene), ink.accent)
  const left = leftText(comparison)
  const warning = comparison.runs.flatMap(({ computation }) => computation?.warnings ?? [])[0]
  // The bar gives way to words.
  const length = Math.min(warning ? 16 : 40, end - x - left.length - 2)
  if (length >= LEAST_BAR) {
    blit(grid, bar({ width: length, fraction: spentShare(comparison), style: ink.accent }), x, 0)
    x += length + 2
  }
  tell(left, ink.muted)
  if (warning && end - x >= 12) put(grid, x, 0, cut(shown(warning), end - x), ink.warn)
  return grid
}

const LEAST_BAR = 6

/** The run whose end is told: the selected one, or else the first that could not go on, where runs are few. */
function brokenRun({ selected, all }: Scene): SceneRun | undefined {
  const isBroken = ({ outcome }: SceneRun): boolean => outcome?.reason === 'failed' || outcome?.reason === 'diverged'
  if (isBroken(selected)) return selected
  return all.length > FEW ? undefined : all.find(isBroken)
}

/** More runs than these are counted rather than named. */
const FEW = 3

/** The bar is linear in time: what is spent over what is spent and left. Before the first estimate it is empty. */
function spentShare({ meter, over }: Comparison): number {
  return over ? 1 : meter.spent / (meter.spent + meter.left)
}

function leftText({ over, meter, paused }: Comparison): string {
  if (over) return ''
  if (paused) return 'paused'
  return Number.isFinite(meter.left) ? `about ${formatDuration(meter.left)} left` : 'estimating the time left'
}

/** Which moment is read. */
function readingText({ plan, cursor }: Scene): string {
  return plan.experiment.axis === 'step'
    ? `reading step ${Math.round(cursor!).toLocaleString('en-US')}; end follows`
    : `reading flow time ${formatExactly(cursor!)}; end follows`
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

/** Where the run is that has come least far; of runs that wait for each other, how many have ended and the selected one. */
function whereOf({ plan, runs }: Comparison, { selected }: Scene): string {
  const ended = runs.filter(({ outcome }) => outcome).length
  const isWaiting = runs.some(({ computation, outcome }) => !computation && !outcome)
  if (ended > 0 && ended < runs.length && (isWaiting || runs.length > FEW)) {
    return `${ended} of ${runs.length} runs ended, ${placeOf(plan, selected)}`
  }
  const started = runs.filter(({ computation, outcome }) => computation ?? outcome)
  const slowest = (started.length > 0 ? started : runs).reduce((least, run) =>
    shareOf(plan, run) < shareOf(plan, least) ? run : least,
  )
  return placeOf(plan, slowest)
}

function placeOf(plan: Plan, { progress, planned }: LiveRun): string {
  const end = extentOf(plan, planned).toLocaleString('en-US')
  if (plan.experiment.axis === 'time') return `flow time ${progress.time.toFixed(2)} of ${end}`
  return `step ${progress.step.toLocaleString('en-US')} of ${end}`
}

import type { Comparison } from './comparison.ts'
import type { Actions } from './keys.ts'
import { areas, capacity } from './layout.ts'
import { type Look, SMOOTHINGS } from './look.ts'
import { allPanes, type Page, pageOf, wantedPanes } from './panes.ts'
import { listOrder } from './run-list.ts'
import { farthest, type Scene, xAxisOf } from './scene.ts'
import type { Pane } from './views/view.ts'
import { panned, showing, zoomed } from './window.ts'

/** What is looked at: a comparison, as it is looked at, on a screen of some size. */
export interface Browsed {
  readonly comparison: Comparison
  readonly look: Look
  readonly columns: number
  readonly rows: number
  readonly scene: () => Scene
}

type BrowseActions = Pick<
  Actions,
  | 'nextPane'
  | 'previousPane'
  | 'enlarge'
  | 'back'
  | 'nextPage'
  | 'previousPage'
  | 'filter'
  | 'hidePane'
  | 'showPanes'
  | 'earlierPane'
  | 'laterPane'
  | 'nextRun'
  | 'previousRun'
  | 'list'
  | 'soloRun'
  | 'hideRun'
  | 'pinRun'
  | 'showRuns'
  | 'left'
  | 'right'
  | 'farLeft'
  | 'farRight'
  | 'firstMoment'
  | 'follow'
  | 'xScale'
  | 'yScale'
  | 'smooth'
  | 'zoomIn'
  | 'zoomOut'
  | 'panLeft'
  | 'panRight'
  | 'wholeAxis'
  | 'keepFilter'
  | 'dropFilter'
  | 'erase'
>

/** Frames that a long step of the cursor takes. */
const FAR = 10
/** How much of what was shown one step of zooming leaves. */
const ZOOM = 0.5
/** The part of the width that one step of panning moves. */
const PAN = 0.25

/** The panes of the page that is shown. */
export function shownPage({ comparison, look, columns, rows }: Omit<Browsed, 'scene'>): Page {
  const { across, down } = capacity(areas(columns, rows, look.list).panes)
  return pageOf(comparison, look, across * down)
}

/** What keys do to the look of a comparison; none of it touches the training. `browsed` is asked anew for each key. */
export function createBrowsing(browsed: () => Browsed | undefined, changed: () => void): BrowseActions {
  const act = (change: (it: Browsed) => void) => (): void => {
    const it = browsed()
    if (!it) return
    change(it)
    changed()
  }

  const focusOn = ({ look }: Browsed, pane: Pane | undefined): void => {
    if (pane) look.focus = pane.id
  }
  const movePane = (by: 1 | -1) =>
    act((it) => {
      const { wanted, focus } = shownPage(it)
      if (!focus) return
      const ids = wanted.map(({ id }) => id)
      const at = ids.indexOf(focus.id)
      focusOn(it, wanted[(at + by + ids.length) % ids.length])
    })
  const turnPage = (by: 1 | -1) =>
    act((it) => {
      const { page, pages } = shownPage(it)
      it.look.enlarged = false
      it.look.page = (page + by + pages) % pages
      it.look.focus = undefined
    })
  const shift = (by: 1 | -1) =>
    act((it) => {
      const { focus, wanted } = shownPage(it)
      if (!focus) return
      const neighbour = wanted[wanted.indexOf(focus) + by]
      if (!neighbour) return
      const ids = orderOf(it)
      const [from, to] = [ids.indexOf(focus.id), ids.indexOf(neighbour.id)]
      ids.splice(from, 1)
      ids.splice(to, 0, focus.id)
      it.look.order = ids
      const moved = wantedPanes(it.comparison, it.look).find(({ id }) => id === focus.id)
      focusOn(it, moved)
    })
  const selectBy = (by: 1 | -1) =>
    act((it) => {
      const { comparison, look } = it
      const order = look.list
        ? listOrder(comparison.runs.length, look)
        : [...comparison.runs.keys()].filter((i) => i === comparison.selected || !look.hiddenRuns.has(i))
      const at = order.indexOf(comparison.selected)
      comparison.select(order[(at + by + order.length) % order.length]!)
    })
  const moveCursor = (direction: 'left' | 'right', frames: number) =>
    act((it) => {
      const { focus } = shownPage(it)
      const scene = it.scene()
      if (focus?.neighbour && frames === 1) {
        const next = focus.neighbour(scene, direction)
        if (next !== undefined) it.comparison.select(next)
        return
      }
      const { history } = farthest(scene)
      if (history.length === 0) return
      const { axis } = it.comparison.plan.experiment
      const from = scene.cursor === undefined ? history.length - 1 : history.indexAt(scene.cursor)
      let to = Math.max(0, from + (direction === 'left' ? -frames : frames))
      // Flows may share a step: of such frames the last is read, so the one before it is no place of its own.
      if (direction === 'left') while (to > 0 && history.at(to)[axis] === history.at(from)[axis]) to--
      const isLatest = to >= history.length - 1
      it.look.cursor = isLatest ? undefined : history.at(to)[axis]
      keepInView(it, isLatest ? history.latest![axis] : history.at(to)[axis])
    })
  /** Up and down go from run to run, or on a map from cell to cell. */
  const vertical = (direction: 'up' | 'down', by: 1 | -1) => {
    const select = selectBy(by)
    return (): void => {
      const it = browsed()
      const focus = it && !it.look.list ? shownPage(it).focus : undefined
      if (!it || !focus?.neighbour) {
        select()
        return
      }
      const next = focus.neighbour(it.scene(), direction)
      if (next !== undefined) it.comparison.select(next)
      changed()
    }
  }
  const zoom = (factor: number) =>
    act((it) => {
      const axis = xAxisOf(it.comparison.plan, it.look)
      const latest = it.scene().selected.moment?.[it.comparison.plan.experiment.axis]
      it.look.window = zoomed(axis, it.look.cursor ?? latest ?? axis.domain[1], factor)
    })
  const pan = (part: number) =>
    act((it) => {
      it.look.window = panned(xAxisOf(it.comparison.plan, it.look), part)
    })

  return {
    nextPane: movePane(1),
    previousPane: movePane(-1),
    enlarge: act((it) => {
      const { focus } = shownPage(it)
      if (focus) it.look.focus = focus.id
      it.look.enlarged = !it.look.enlarged && focus !== undefined
    }),
    back: act(({ look }) => {
      if (look.enlarged) look.enlarged = false
      else if (look.list) look.list = false
      else if (look.filter !== '') look.filter = ''
      else if (look.window) look.window = undefined
      else look.cursor = undefined
    }),
    nextPage: turnPage(1),
    previousPage: turnPage(-1),
    filter: act(({ look }) => {
      look.typing = true
      look.enlarged = false
      look.filter = ''
    }),
    hidePane: act((it) => {
      const { focus, page } = shownPage(it)
      if (focus) it.look.hiddenPanes.add(focus.id)
      it.look.page = page
      it.look.enlarged = false
    }),
    showPanes: act(({ look }) => {
      look.hiddenPanes.clear()
      look.order = []
    }),
    earlierPane: shift(-1),
    laterPane: shift(1),
    nextRun: vertical('down', 1),
    previousRun: vertical('up', -1),
    list: act(({ look }) => {
      look.list = !look.list
    }),
    soloRun: act(({ comparison, look }) => {
      const others = [...comparison.runs.keys()].filter((i) => i !== comparison.selected)
      const before = look.beforeSolo
      if (before) {
        look.hiddenRuns.clear()
        for (const i of before) look.hiddenRuns.add(i)
        look.beforeSolo = undefined
        return
      }
      look.beforeSolo = new Set(look.hiddenRuns)
      for (const i of others) look.hiddenRuns.add(i)
    }),
    hideRun: act(({ comparison, look }) => {
      const { selected, runs } = comparison
      look.beforeSolo = undefined
      if (look.hiddenRuns.delete(selected)) return
      const next = [...runs.keys()].map((i) => (selected + 1 + i) % runs.length).find((i) => !look.hiddenRuns.has(i))
      // The last one that is shown stays.
      if (next === undefined || next === selected) return
      look.hiddenRuns.add(selected)
      comparison.select(next)
    }),
    pinRun: act(({ comparison, look }) => toggle(look.pinnedRuns, comparison.selected)),
    showRuns: act(({ look }) => {
      look.hiddenRuns.clear()
      look.beforeSolo = undefined
    }),
    left: moveCursor('left', 1),
    right: moveCursor('right', 1),
    farLeft: moveCursor('left', FAR),
    farRight: moveCursor('right', FAR),
    firstMoment: act((it) => {
      const { history } = it.scene().selected
      if (history.length === 0) return
      it.look.cursor = history.at(0)[it.comparison.plan.experiment.axis]
      keepInView(it, it.look.cursor)
    }),
    follow: act((it) => {
      it.look.cursor = undefined
      const latest = farthest(it.scene()).history.latest
      if (latest) keepInView(it, latest[it.comparison.plan.experiment.axis])
    }),
    xScale: act(({ comparison, look }) => {
      look.xScale = xAxisOf(comparison.plan, look).kind === 'log' ? 'linear' : 'log'
      look.window = undefined
    }),
    yScale: act((it) => {
      const { focus } = shownPage(it)
      const usual = focus?.usualScale?.(it.scene()) ?? it.comparison.plan.experiment.metrics[focus?.id ?? '']?.scale
      if (!focus || !usual) return
      const kind = it.look.yScales.get(focus.id) ?? usual
      it.look.yScales.set(focus.id, kind === 'log' ? 'linear' : 'log')
    }),
    smooth: act(({ look }) => {
      look.smoothing = (look.smoothing + 1) % SMOOTHINGS.length
    }),
    zoomIn: zoom(ZOOM),
    zoomOut: zoom(1 / ZOOM),
    panLeft: pan(-PAN),
    panRight: pan(PAN),
    wholeAxis: act(({ look }) => {
      look.window = undefined
    }),
    keepFilter: act(({ look }) => {
      look.typing = false
      look.page = 0
    }),
    dropFilter: act(({ look }) => {
      look.typing = false
      look.filter = ''
    }),
    erase: act(({ look }) => {
      look.filter = Array.from(look.filter).slice(0, -1).join('')
    }),
  }
}

/** The ids of all panes in the order that is shown, hidden ones included. */
function orderOf({ comparison, look }: Browsed): string[] {
  const all = allPanes(comparison).map(({ id }) => id)
  const known = look.order.filter((id) => all.includes(id))
  return [...known, ...all.filter((id) => !known.includes(id))]
}

/** Moves the window along where the moment that is read has left it. */
function keepInView({ comparison, look }: Browsed, moment: number): void {
  if (look.window) look.window = showing(xAxisOf(comparison.plan, look), moment)
}

function toggle(set: Set<number>, index: number): void {
  if (!set.delete(index)) set.add(index)
}

import type { Actions } from '../keys.ts'
import { allPanes, wantedPanes } from '../panes.ts'
import type { Pane } from '../views/view.ts'
import { type Act, type Browsed, shownPage } from './browsed.ts'

type PaneActions = Pick<
  Actions,
  | 'nextPane'
  | 'previousPane'
  | 'enlarge'
  | 'back'
  | 'nextPage'
  | 'previousPage'
  | 'filter'
  | 'keepFilter'
  | 'dropFilter'
  | 'erase'
  | 'hidePane'
  | 'showPanes'
  | 'earlierPane'
  | 'laterPane'
>

/** What keys do to panes: focus, pages, filter, order. */
export function paneActions(act: Act): PaneActions {
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
  }
}

/** The ids of all panes in the order that is shown, hidden ones included. */
function orderOf({ comparison, look }: Browsed): string[] {
  const all = allPanes(comparison).map(({ id }) => id)
  const known = look.order.filter((id) => all.includes(id))
  return [...known, ...all.filter((id) => !known.includes(id))]
}

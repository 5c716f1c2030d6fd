import { axisActions } from './axis-actions.ts'
import type { Act, Browsed } from './browsed.ts'
import { momentActions } from './moment-actions.ts'
import { paneActions } from './pane-actions.ts'
import { runActions } from './run-actions.ts'

type Browsing = ReturnType<typeof paneActions> &
  ReturnType<typeof runActions> &
  ReturnType<typeof momentActions> &
  ReturnType<typeof axisActions>

/** What keys do to the look of a comparison; none of it touches the training. `browsed` is asked anew for each key. */
export function createBrowsing(browsed: () => Browsed | undefined, changed: () => void): Browsing {
  const act: Act = (change) => () => {
    const it = browsed()
    if (!it) return
    change(it)
    changed()
  }
  return { ...paneActions(act), ...runActions(act), ...momentActions(act), ...axisActions(act) }
}

import type { Actions } from '../keys.ts'
import { listOrder } from '../run-list.ts'
import { type Act, shownPage } from './browsed.ts'

type RunActions = Pick<Actions, 'nextRun' | 'previousRun' | 'list' | 'soloRun' | 'hideRun' | 'pinRun' | 'showRuns'>

/** What keys do to runs: which one is selected, which are shown, listed, pinned. */
export function runActions(act: Act): RunActions {
  const selectBy = (by: 1 | -1) =>
    act((it) => {
      const { comparison, look } = it
      const order = look.list
        ? listOrder(comparison.runs.length, look)
        : [...comparison.runs.keys()].filter((i) => i === comparison.selected || !look.hiddenRuns.has(i))
      const at = order.indexOf(comparison.selected)
      comparison.select(order[(at + by + order.length) % order.length]!)
    })
  /** Up and down go from run to run, or on a map from cell to cell. */
  const vertical = (direction: 'up' | 'down', by: 1 | -1) => {
    const select = selectBy(by)
    return act((it) => {
      const focus = it.look.list ? undefined : shownPage(it).focus
      const next = focus?.neighbour?.(it.scene(), direction)
      if (!focus?.neighbour) select()
      else if (next !== undefined) it.comparison.select(next)
    })
  }
  return {
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
  }
}

function toggle(set: Set<number>, index: number): void {
  if (!set.delete(index)) set.add(index)
}

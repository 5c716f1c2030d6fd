import type { Actions } from '../keys.ts'
import { farthest } from '../scene.ts'
import { type Act, keepInView, shownPage } from './browsed.ts'

type MomentActions = Pick<Actions, 'left' | 'right' | 'farLeft' | 'farRight' | 'firstMoment' | 'follow'>

/** Frames that a long step of the cursor takes. */
const FAR = 10

/** What keys do to the moment that is read. */
export function momentActions(act: Act): MomentActions {
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
  return {
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
  }
}

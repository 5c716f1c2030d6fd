import type { Actions } from '../keys.ts'
import { SMOOTHINGS } from '../look.ts'
import { xAxisOf } from '../scene.ts'
import { panned, zoomed } from '../window.ts'
import { type Act, shownPage } from './browsed.ts'

type AxisActions = Pick<
  Actions,
  'xScale' | 'yScale' | 'smooth' | 'zoomIn' | 'zoomOut' | 'panLeft' | 'panRight' | 'wholeAxis'
>

/** How much of what was shown one step of zooming leaves. */
const ZOOM = 0.5
/** The part of the width that one step of panning moves. */
const PAN = 0.25

/** What keys do to axes: their kind, their part that is shown, smoothing. */
export function axisActions(act: Act): AxisActions {
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
  }
}

import type { Scale } from './scale.ts'
import type { Points } from './series.ts'

/** Where a traced curve goes: a canvas' context or a Path2D. */
export interface Pen {
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
}

/**
 * Traces a series with at most four points per column of pixels (first, lowest, highest, last), which draws the same
 * line as all of them. A value that is not finite, or that the scales have no place for, leaves a gap. For ascending x.
 */
export function traceCurve(pen: Pen, series: Points, xScale: Scale, yScale: Scale): void {
  const { x, y, length } = series
  let down = false
  let column = Number.NaN
  let lowest = 0
  let highest = 0
  let last = 0
  let lastX = 0
  let waiting = false

  function finishColumn(): void {
    if (!waiting) return
    pen.lineTo(lastX, lowest)
    pen.lineTo(lastX, highest)
    pen.lineTo(lastX, last)
    waiting = false
  }

  for (let i = 0; i < length; i++) {
    const px = xScale.at(x[i]!)
    const py = yScale.at(y[i]!)
    if (!Number.isFinite(px) || !Number.isFinite(py)) {
      finishColumn()
      down = false
      continue
    }
    if (!down) {
      pen.moveTo(px, py)
      down = true
      column = Math.floor(px)
    } else if (Math.floor(px) !== column) {
      finishColumn()
      pen.lineTo(px, py)
      column = Math.floor(px)
    } else if (waiting) {
      lowest = Math.max(lowest, py)
      highest = Math.min(highest, py)
    } else {
      waiting = true
      lowest = py
      highest = py
    }
    last = py
    lastX = px
  }
  finishColumn()
}

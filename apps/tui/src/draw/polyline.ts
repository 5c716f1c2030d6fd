import { type Canvas, dot, line } from './braille.ts'
import type { Scale } from './scale.ts'
import { isStart, lengthOf, type Points } from './series.ts'

/** Farther off in dots a line is as good as vertical, and differences no longer overflow. */
const FAR = 1e9

/**
 * Draws the points joined by lines. Values that an axis cannot show (NaN, ±Infinity, y ≤ 0 or x < 0 on a log scale)
 * leave a gap. Consecutive points in one column of dots are drawn as the vertical from their least to their greatest
 * y, so a point costs about eight comparisons, and the scales are evaluated once per column, not per point.
 */
export function polyline(canvas: Canvas, points: Points, xScale: Scale, yScale: Scale, style: number): void {
  const { x, y } = points
  const length = lengthOf(points)
  // The greatest value that is not shown. x = 0 is shown, at the left edge of a log axis: no number lies between.
  const xFloor = xScale.kind === 'log' ? -Number.MIN_VALUE : -Infinity
  const yFloor = yScale.kind === 'log' ? 0 : -Infinity
  const at = (value: number): number => Math.max(-FAR, Math.min(FAR, yScale.at(value)))
  let isGathering = false
  let isJoined = false
  let column = 0
  let left = NaN
  let right = NaN
  let first = 0
  let last = 0
  let low = 0
  let high = 0
  let penX = 0
  let penY = 0
  for (let i = 0; i <= length; i++) {
    const xValue = i < length ? x[i]! : NaN
    const yValue = i < length ? y[i]! : NaN
    const isShown =
      xValue > xFloor &&
      xValue < Infinity &&
      yValue > yFloor &&
      yValue < Infinity &&
      (xValue !== 0 || xFloor === -Infinity || isStart(points, i, xScale.domain[0]))
    if (isShown && isGathering && xValue >= left && xValue < right) {
      if (yValue < low) low = yValue
      else if (yValue > high) high = yValue
      last = yValue
      continue
    }
    if (isGathering) {
      if (isJoined) line(canvas, penX, penY, column, at(first), style)
      if (low === high) dot(canvas, column, at(low), style)
      else line(canvas, column, at(low), column, at(high), style)
      penX = column
      penY = at(last)
      isJoined = true
    }
    isGathering = isShown
    if (!isShown) {
      isJoined = false
      continue
    }
    column = Math.round(xScale.at(xValue))
    left = xScale.invert(column - 0.5)
    right = xScale.invert(column + 0.5)
    first = last = low = high = yValue
  }
}

import { blowUpStart } from './blow-up.ts'
import { EMPTY, isShown } from './domain.ts'
import type { Domain, ScaleKind } from './scale.ts'

/** Points in order. `length` counts the valid entries where the arrays are longer, such as growing buffers. */
export type Points = {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly length?: number
}

/** One curve of a chart. */
export type Series = Points & {
  readonly style: number
  readonly label: string
  /**
   * 'points' lays sparse ∘ over what is drawn before: the exact solution over the numeric one. 'envelope' is one line
   * along the largest values nearby, so that rounding noise reads as one curve.
   */
  readonly mark: 'line' | 'points' | 'envelope'
  /** Stands at its end, so that colour is not needed to tell it. */
  readonly letter?: string
}

export const lengthOf = (series: Points): number =>
  Math.min(series.length ?? Infinity, series.x.length, series.y.length)

/**
 * Whether point i is the start of a run, x = 0, which a log axis shows at its low end: where the points after it follow
 * there. In a window that begins later it is out of view.
 */
export const isStart = (points: Points, i: number, low: number): boolean =>
  points.x[i] === 0 && (i + 1 >= lengthOf(points) || points.x[i + 1]! >= low * (1 - 1e-9))

/** The extent of the x that the axis can show. */
export function extentX(all: readonly Points[], kind: ScaleKind): Domain {
  let [low, high] = EMPTY
  for (const series of all) {
    const length = lengthOf(series)
    for (let i = 0; i < length; i++) {
      const value = series.x[i]!
      if (value < low && isShown(kind, value)) low = value
      if (value > high && isShown(kind, value)) high = value
    }
  }
  return [low, high]
}

/** The y at which the line from point i − 1 to point i crosses `x`, on axes of those kinds; NaN where it does not. */
function crossing(points: Points, i: number, x: number, xKind: ScaleKind, kind: ScaleKind): number {
  const along = (value: number): number => (xKind === 'log' ? Math.log(value) : value)
  const [x0, x1, y0, y1] = [points.x[i - 1]!, points.x[i]!, points.y[i - 1]!, points.y[i]!]
  if (x0 < x === x1 < x || !isShown(kind, y0) || !isShown(kind, y1)) return NaN
  const part = (along(x) - along(x0)) / (along(x1) - along(x0))
  return kind === 'log' ? y0 * (y1 / y0) ** part : y0 + part * (y1 - y0)
}

/**
 * The extent of the y that the axis can show, over what of the curves lies in the window `within`, without the end of a
 * run that blew up.
 */
export function extentY(all: readonly Points[], kind: ScaleKind, within: Domain, xKind: ScaleKind = 'linear'): Domain {
  let [low, high] = EMPTY
  const [from, to] = within
  for (const series of all) {
    const { x, y } = series
    const length = blowUpStart(y, lengthOf(series), kind)
    let wasInside = true
    for (let i = 0; i < length; i++) {
      const isInside = (x[i]! >= from && x[i]! <= to) || (xKind === 'log' && isStart(series, i, from))
      if (i > 0 && (!isInside || !wasInside)) {
        for (const border of within) {
          const value = crossing(series, i, border, xKind, kind)
          if (value < low) low = value
          if (value > high) high = value
        }
      }
      wasInside = isInside
      const value = y[i]!
      if (!isInside || !(value < low || value > high) || !isShown(kind, value)) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return [low, high]
}

/** The last finite y, or NaN. */
export function latest(series: Series): number {
  let i = lengthOf(series) - 1
  while (i >= 0 && !Number.isFinite(series.y[i]!)) i--
  return i < 0 ? NaN : series.y[i]!
}

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
  /** 'points' lays sparse ∘ over the lines: the exact solution over the numeric one. */
  readonly mark: 'line' | 'points'
  /** Stands at its end, so that colour is not needed to tell it. */
  readonly letter?: string
}

export const lengthOf = (series: Points): number =>
  Math.min(series.length ?? Infinity, series.x.length, series.y.length)

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

/** The extent of the y that the axis can show, over the points whose x lies in `within` (0 counts as its low end). */
export function extentY(all: readonly Points[], kind: ScaleKind, within: Domain): Domain {
  let [low, high] = EMPTY
  const from = Math.min(0, within[0])
  for (const series of all) {
    const length = lengthOf(series)
    for (let i = 0; i < length; i++) {
      const value = series.y[i]!
      const isExtreme = value < low || value > high
      if (!isExtreme || !isShown(kind, value) || !(series.x[i]! >= from && series.x[i]! <= within[1])) continue
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

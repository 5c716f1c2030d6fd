import { isShown } from './domain.ts'
import type { Scale, ScaleKind } from './scale.ts'
import { isStart, lengthOf, type Points } from './series.ts'

/** A curve's values gathered by columns of dots: what smoothing and envelopes are made of. */
type Gathered = {
  /** The column of the first entry. */
  readonly first: number
  readonly means: Float64Array
  readonly largest: Float64Array
  readonly counts: Uint32Array
  /** Columns in which no value can be shown, though there are some. */
  readonly gaps: Uint8Array
}

/** Gathers within `width` columns of dots and `margin` more at each side. */
function gather(points: Points, xScale: Scale, kind: ScaleKind, width: number, margin: number): Gathered {
  const size = width + 2 * margin
  const means = new Float64Array(size)
  const largest = new Float64Array(size).fill(-Infinity)
  const counts = new Uint32Array(size)
  const gaps = new Uint8Array(size)
  const { x, y } = points
  const length = lengthOf(points)
  let at = 0
  let left = NaN
  let right = NaN
  for (let i = 0; i < length; i++) {
    const value = x[i]!
    if (!(value >= left && value < right)) {
      const isSeen = isShown(xScale.kind, value) || (xScale.kind === 'log' && isStart(points, i, xScale.domain[0]))
      const column = isSeen ? Math.round(xScale.at(value)) : NaN
      left = xScale.invert(column - 0.5)
      right = xScale.invert(column + 0.5)
      at = column + margin
    }
    if (!(at >= 0 && at < size)) continue
    const height = y[i]!
    if (!isShown(kind, height)) {
      gaps[at] = 1
      continue
    }
    counts[at]!++
    means[at]! += ((kind === 'log' ? Math.log(height) : height) - means[at]!) / counts[at]!
    if (height > largest[at]!) largest[at] = height
  }
  return { first: -margin, means, largest, counts, gaps }
}

/** One point in each column that has a value, from `valueAt` its entry; a gap where there are only gaps. */
function pointsOf({ first, counts, gaps }: Gathered, xScale: Scale, valueAt: (i: number) => number): Points {
  const x: number[] = []
  const y: number[] = []
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0 && gaps[i] === 0) continue
    x.push(xScale.invert(first + i))
    y.push(counts[i] === 0 ? NaN : valueAt(i))
  }
  return { x, y }
}

/**
 * The moving average over a part of the drawn width, centred, each column of dots with the same weight. At its ends it
 * narrows, so that the first and the last value stay what they are. On a log axis it is an average of logarithms.
 */
export function smoothed(points: Points, xScale: Scale, kind: ScaleKind, width: number, part: number): Points {
  const half = Math.max(1, Math.round((part * width) / 2))
  const gathered = gather(points, xScale, kind, width, half)
  const { means, counts } = gathered
  const sums = new Float64Array(means.length + 1)
  const columns = new Uint32Array(means.length + 1)
  for (let i = 0; i < means.length; i++) {
    const isFull = counts[i]! > 0
    sums[i + 1] = sums[i]! + (isFull ? means[i]! : 0)
    columns[i + 1] = columns[i]! + (isFull ? 1 : 0)
  }
  const first = counts.findIndex((count) => count > 0)
  const last = counts.findLastIndex((count) => count > 0)
  return pointsOf(gathered, xScale, (i) => {
    const reach = Math.min(half, i - first, last - i)
    const [from, to] = [i - reach, i + reach + 1]
    const mean = (sums[to]! - sums[from]!) / (columns[to]! - columns[from]!)
    return kind === 'log' ? Math.exp(mean) : mean
  })
}

/** The part of the width at either side from which an envelope takes the largest value. */
const REACH = 1 / 16

/** The largest values nearby, one in each column of dots. */
export function envelope(points: Points, xScale: Scale, kind: ScaleKind, width: number): Points {
  const reach = Math.max(3, Math.round(REACH * width))
  const gathered = gather(points, xScale, kind, width, reach)
  const { largest } = gathered
  return pointsOf(gathered, xScale, (i) => {
    let most = -Infinity
    for (let k = Math.max(0, i - reach); k <= Math.min(largest.length - 1, i + reach); k++)
      if (largest[k]! > most) most = largest[k]!
    return most
  })
}

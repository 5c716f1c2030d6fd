import type { Domain } from '../draw/scale.ts'
import type { XAxis } from './scene.ts'

/** The least part of the axis that can be shown: a ten-thousandth of its length as drawn. */
const LEAST = 1e-4

/** From a value to its place on the axis as it is drawn, 0 at its left end and 1 at its right, and back. */
function placing({ kind, whole: [low, high] }: XAxis): {
  to: (value: number) => number
  from: (place: number) => number
} {
  if (kind === 'linear') {
    return { to: (value) => (value - low) / (high - low), from: (place) => low + place * (high - low) }
  }
  const [first, span] = [Math.log(low), Math.log(high / low)]
  return {
    to: (value) => (value <= low ? 0 : (Math.log(value) - first) / span),
    from: (place) => Math.exp(first + place * span),
  }
}

/** The window from one place to another, within the axis; undefined where that is the whole of it. */
function windowOf(axis: XAxis, from: number, width: number): Domain | undefined {
  if (width >= 1 - 1e-9) return undefined
  const start = Math.max(0, Math.min(1 - width, from))
  const [low, high] = axis.whole
  const { from: value } = placing(axis)
  // Rounding must not lead out of it.
  return [
    start <= 0 ? low : Math.max(low, value(start)),
    start + width >= 1 ? high : Math.min(high, value(start + width)),
  ]
}

/** Shows `factor` of what is shown now, with `about` where it was on the screen. */
export function zoomed(axis: XAxis, about: number, factor: number): Domain | undefined {
  const { to } = placing(axis)
  const [low, high] = [to(axis.domain[0]), to(axis.domain[1])]
  const width = Math.max(LEAST, factor * (high - low))
  const at = Math.max(low, Math.min(high, to(about)))
  return windowOf(axis, at - ((at - low) / (high - low)) * width, width)
}

/** Moves what is shown by a part of its width. */
export function panned(axis: XAxis, part: number): Domain | undefined {
  const { to } = placing(axis)
  const [low, high] = [to(axis.domain[0]), to(axis.domain[1])]
  return windowOf(axis, low + part * (high - low), high - low)
}

/** The window of the same width that shows x: the one there is, or one with x in its middle, as far as the axis goes. */
export function showing(axis: XAxis, x: number): Domain | undefined {
  const { to } = placing(axis)
  const [low, high, at] = [to(axis.domain[0]), to(axis.domain[1]), to(x)]
  return at >= low && at <= high ? axis.domain : windowOf(axis, at - (high - low) / 2, high - low)
}

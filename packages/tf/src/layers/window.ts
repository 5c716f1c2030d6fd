import { TfError } from '../errors.ts'
import type { Shape } from '../shape.ts'
import { requireWhole, shownShape } from '../shape.ts'
import type { Settings } from './layer.ts'

/** Height and width; one number for both. */
export type Extent = number | readonly [height: number, width: number]

/** Windows that slide over images. */
export interface Sliding {
  readonly window: readonly [height: number, width: number]
  /** Pixels from one window to the next. */
  readonly stride: readonly [down: number, across: number]
  /** Zeros on each side of an image. */
  readonly padding: number
}

/** @throws TfError unless extents are whole numbers of at least 1, and the padding one from 0 on, less than a window. */
export function slidingOf(name: string, window: Extent, stride: Extent, padding = 0): Sliding {
  const [height, width] = pairOf(window)
  const [down, across] = pairOf(stride)
  requireWhole({ [`${name} height`]: height, [`${name} width`]: width, 'stride down': down, 'stride across': across })
  const most = Math.min(height, width) - 1
  if (!(Number.isInteger(padding) && padding >= 0 && padding <= most))
    throw new TfError(`padding is ${padding}: a whole number from 0 to ${most}, less than the ${name}, is accepted`)
  return { window: [height, width], stride: [down, across], padding }
}

/** The same from the settings of a layer, where the window has that name. */
export function slidingFrom({ stride, padding = 0, ...rest }: Settings, name: string): Sliding {
  return slidingOf(name, rest[name] as Extent, stride as Extent, padding as number)
}

/** By how many rows and columns of an image two places of a convolution in one window of a pool lie apart, at most. */
export function apartIn(inner: Sliding, outer: Sliding): [rows: number, columns: number] {
  return [(outer.window[0] - 1) * inner.stride[0], (outer.window[1] - 1) * inner.stride[1]]
}

/**
 * How many windows fit in an image: ⌊(extent + 2 padding − window) / stride⌋ + 1 along each axis.
 *
 * @throws TfError unless one does.
 */
export function windowsIn(input: Shape, name: string, { window, stride, padding }: Sliding): [number, number] {
  const along = (axis: 0 | 1): number => Math.floor((input.axes[axis]! + 2 * padding - window[axis]) / stride[axis]) + 1
  const counts: [number, number] = [along(0), along(1)]
  if (counts[0] < 1 || counts[1] < 1) {
    const padded = padding > 0 ? ` padded by ${padding}` : ''
    throw new TfError(
      `its input is ${shownShape(input)}${padded}: images at least as large as the ${name} of ${window.join(' × ')} are accepted`,
    )
  }
  return counts
}

function pairOf(extent: Extent): readonly [number, number] {
  return typeof extent === 'number' ? [extent, extent] : extent
}

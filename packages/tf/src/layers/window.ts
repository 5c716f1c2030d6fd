import { refuse } from '../door.ts'
import { TfError } from '../errors.ts'
import { type Shape, shownShape } from '../shape.ts'
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

/**
 * Windows that a layer of that kind slides; `name` is what it calls them.
 *
 * @throws TfError unless extents are whole numbers of at least 1, and the padding one of at least 0, less than a window.
 */
export function slidingOf(kind: string, name: string, size: Extent, stride: Extent, padding = 0): Sliding {
  const window = pairOf(`${kind}.${name}`, size)
  const most = Math.min(...window) - 1
  const steps = pairOf(`${kind}.stride`, stride)
  if (!(Number.isInteger(padding) && padding >= 0 && padding <= most))
    refuse(`${kind}.padding`, padding, `a whole number from 0 to ${most}, less than the ${name},`)
  return { window, stride: steps, padding }
}

/** The same from the settings of a layer, where the window has that name. */
export function slidingFrom({ stride, padding = 0, ...rest }: Settings, name: string): Sliding {
  return slidingOf('settings', name, rest[name] as Extent, stride as Extent, padding as number)
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
      `its input is ${shownShape(input)}${padded}: images at least as large as the ${name} of ${window.join(' × ')} are accepted${hintFor(input)}`,
    )
  }
  return counts
}

/** For images that look as if their channels came first: few rows, as many as there are colours, and many columns. */
function hintFor({ axes: [rows, columns] }: Shape): string {
  const isFlat = 4 * rows! <= columns! || rows === 1 || rows === 3
  return isFlat && columns! > rows! ? ' (channels come last)' : ''
}

function pairOf(what: string, extent: Extent): readonly [number, number] {
  const pair: readonly unknown[] = Array.isArray(extent) ? extent : [extent, extent]
  const isPair = pair.length === 2 && [pair[0], pair[1]].every((along) => Number.isInteger(along) && Number(along) >= 1)
  if (!isPair) refuse(what, extent, 'a whole number of at least 1, or [height, width] of such,')
  return pair as readonly [number, number]
}

import { refuse, requireNumber, requireOptions } from './door.ts'
import { TfError } from './errors.ts'

/** What flows from layer to layer, of one sample. */
export interface Shape {
  /** [features], [length, features] or [height, width, channels], row-major; [length] of tokens. */
  readonly axes: readonly number[]
  /** Where the entries are whole numbers that name something: how many there are to name. */
  readonly tokens?: number
}

/** How many numbers a sample of that shape has. */
export function sizeOf({ axes }: Shape): number {
  return axes.reduce((product, extent) => product * extent, 1)
}

/** In words, for messages and descriptions: `[28, 28, 1]`, `[4] of tokens below 99`. */
export function shownShape({ axes, tokens }: Shape): string {
  return `[${axes.join(', ')}]${tokens === undefined ? '' : ` of tokens below ${tokens}`}`
}

/** @throws TfError unless it is a shape: at least one axis, all of them and tokens whole numbers of at least 1. */
export function requireShape(what: string, given: unknown): asserts given is Shape {
  requireOptions(what, given as Shape, { axes: true, tokens: true })
  const { axes, tokens } = given as Partial<Shape>
  requireExtents(`${what}.axes`, axes)
  if (tokens !== undefined) requireWhole(`${what}.tokens`, tokens)
}

/**
 * @throws TfError unless the shape is of numbers and has as many axes as one of those named.
 * @param accepted such as `[height, width, channels]`.
 */
export function requireAxes(input: Shape, counts: readonly number[], accepted: string): void {
  if (input.tokens === undefined && counts.includes(input.axes.length)) return
  throw new TfError(`its input is ${shownShape(input)}: ${accepted} is accepted`)
}

/** @throws TfError unless the shape is of numbers, of one to three axes. */
export function requireEntries(input: Shape): void {
  if (input.tokens === undefined && input.axes.length <= 3) return
  throw new TfError(`its input is ${shownShape(input)}: numbers along one to three axes are accepted`)
}

/** @throws TfError unless it is a whole number of at least 1. */
export function requireWhole(what: string, given: unknown): asserts given is number {
  requireNumber(what, given, { whole: true, from: 1 })
}

/**
 * @throws TfError unless it is a list of whole numbers of at least 1, and has a length that is accepted: any but 0 if
 * left out.
 * @param accepted what they are, such as `[height, width, channels]`.
 */
export function requireExtents(
  what: string,
  given: unknown,
  {
    length,
    least = 1,
    accepted,
  }: { readonly length?: number; readonly least?: number; readonly accepted?: string } = {},
): asserts given is readonly number[] {
  const fits =
    Array.isArray(given) &&
    (length === undefined ? given.length >= least : given.length === length) &&
    Array.from(given).every((extent) => Number.isInteger(extent) && extent >= 1)
  if (fits) return
  const extents = 'whole numbers of at least 1'
  refuse(what, given, accepted === undefined ? `a list of ${extents}` : `${accepted}, of ${extents},`)
}

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

/**
 * @throws TfError unless the shape is of numbers and has as many axes as one of those named.
 * @param accepted such as `[height, width, channels]`.
 */
export function requireAxes(input: Shape, counts: readonly number[], accepted: string): void {
  if (input.tokens === undefined && counts.includes(input.axes.length)) return
  throw new TfError(`its input is ${shownShape(input)}: ${accepted} is accepted`)
}

/** @throws TfError unless every one of the settings is a whole number of at least 1. */
export function requireWhole(settings: { readonly [name: string]: number }): void {
  for (const [name, value] of Object.entries(settings))
    if (!(Number.isInteger(value) && value >= 1))
      throw new TfError(`${name} is ${value}: a whole number of at least 1 is accepted`)
}

import type { Property } from './address.ts'

/** A whole number within a range. */
export function wholeNumberProperty(
  name: string,
  byDefault: number,
  [from, to]: readonly [number, number],
): Property<number> {
  return {
    name,
    default: byDefault,
    accepted: `a whole number from ${from} to ${to}`,
    parse(text) {
      const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
      return value >= from && value <= to ? value : undefined
    },
    format: String,
  }
}

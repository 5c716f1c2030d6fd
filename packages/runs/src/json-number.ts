import { RunsError } from './errors.ts'

/**
 * A number as JSON text, so that every double comes back as it was: what JSON cannot hold becomes one of the strings
 * "NaN", "Infinity" and "-Infinity", and −0 as -0, which `JSON.stringify` would make 0.
 */
export function numberToJson(value: number): string {
  if (Object.is(value, -0)) return '-0'
  return Number.isFinite(value) ? String(value) : `"${value}"`
}

/** The number that {@link numberToJson} wrote, after `JSON.parse`. */
export function numberFromJson(name: string, value: unknown): number {
  if (typeof value === 'number') return value
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value)
  throw new RunsError(
    `${name} is ${JSON.stringify(value)}: a number or one of the strings "NaN", "Infinity", "-Infinity" is accepted`,
  )
}

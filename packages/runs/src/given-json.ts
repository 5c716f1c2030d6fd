import type { Field, Fields } from '@lazyrich/core/port'
import { RunsError } from './errors.ts'
import { numberFromJson, numberToJson } from './json-number.ts'
import { requireShape } from './require-shape.ts'

/**
 * What a run is given, as `manifest.json` holds it: one line an array, row-major, numbers as in frames. Every double
 * comes back bit for bit (NaN as some NaN).
 *
 *     {
 *       "teacherReadout": {"shape":[3],"data":[1,-1,1]}
 *     }
 *
 * @throws RunsError for a shape that does not fit its data.
 */
export function givenToJson(given: Fields): string {
  const lines = Object.entries(given).map(([name, field]) => {
    requireShape(`given ${name}`, field)
    const numbers = Array.from(field.data, numberToJson).join(',')
    return `    ${JSON.stringify(name)}: {"shape":${JSON.stringify(field.shape)},"data":[${numbers}]}`
  })
  return lines.length > 0 ? `{\n${lines.join(',\n')}\n  }` : '{}'
}

/** @throws RunsError, which names the file, for anything but what {@link givenToJson} writes. */
export function givenFromJson(file: string, given: unknown): Fields {
  if (given === null || typeof given !== 'object' || Array.isArray(given))
    throw new RunsError(`given in ${file} is ${JSON.stringify(given)}: an object of arrays is accepted`)
  return Object.fromEntries(Object.entries(given).map(([name, field]) => [name, fieldFromJson(file, name, field)]))
}

function fieldFromJson(file: string, name: string, value: unknown): Field {
  const { shape, data } = (value ?? {}) as { [name: string]: unknown }
  if (!Array.isArray(shape) || !shape.every(isLength) || !Array.isArray(data))
    throw new RunsError(
      `given.${name} in ${file} is not a shape with its data: {"shape":[2],"data":[0.5,1]} is accepted`,
    )
  const number = (entry: unknown): number => numberFromJson(`a number of given.${name} in ${file}`, entry)
  const field = { data: Float64Array.from(data, number), shape }
  requireShape(`given.${name} in ${file}`, field)
  return field
}

function isLength(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

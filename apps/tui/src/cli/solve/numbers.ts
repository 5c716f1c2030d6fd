import { readFileSync } from 'node:fs'
import { endianness } from 'node:os'
import { resolve } from 'node:path'
import { LazyrichError } from '@lazyrich/core/port'
import * as v from 'valibot'
import { closedObject } from './read-problem.ts'

/** A list of numbers as JSON, or the name of a file of raw little-endian float64 with its shape. */
const inFile = closedObject(
  { file: v.string(), shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))) },
  '{"file": …, "shape": […]} is accepted',
)

export const numberList: v.GenericSchema<unknown[] | v.InferOutput<typeof inFile>> = v.union(
  [v.array(v.unknown()), inFile],
  'a list of numbers, or {"file": …, "shape": […]}, is accepted',
)

export const numberTable: v.GenericSchema<unknown[][] | v.InferOutput<typeof inFile>> = v.union(
  [v.array(v.array(v.unknown())), inFile],
  'a list of rows of numbers, or {"file": …, "shape": [rows, columns]}, is accepted',
)

/** The numbers of a list, or of a file of one dimension. */
export function readList(name: string, value: v.InferOutput<typeof numberList>): Float64Array {
  const dimensions = Array.isArray(value) ? depth(value) : value.shape.length
  if (dimensions !== 1) throw new LazyrichError(`${name} has ${dimensions} dimensions: a list of numbers is accepted`)
  return readNumbers(name, value).data
}

/** How deeply lists are nested. */
function depth(value: unknown): number {
  return Array.isArray(value) ? 1 + depth(value[0]) : 0
}

/** The numbers of a list, a table or a file, flat, with their shape. Paths are relative to the caller. */
export function readNumbers(
  name: string,
  value: unknown[] | v.InferOutput<typeof inFile>,
): { data: Float64Array; shape: number[] } {
  if (!Array.isArray(value)) return readFile(name, value.file, value.shape)
  if (!Array.isArray(value[0])) return { data: numbers(name, value), shape: [value.length] }
  const rows = value as unknown[][]
  const columns = rows[0]!.length
  const odd = rows.findIndex((row) => row.length !== columns)
  if (odd > 0)
    throw new LazyrichError(
      `${name}[${odd}] has length ${rows[odd]!.length}, ${name}[0] has length ${columns}: equal lengths are accepted`,
    )
  const data = new Float64Array(rows.length * columns)
  rows.forEach((row, i) => {
    data.set(numbers(`${name}[${i}]`, row), i * columns)
  })
  return { data, shape: [rows.length, columns] }
}

function numbers(name: string, values: readonly unknown[]): Float64Array {
  const bad = values.findIndex((value) => typeof value !== 'number')
  if (bad >= 0) throw new LazyrichError(`${name}[${bad}] is ${JSON.stringify(values[bad])}: a number is accepted`)
  return Float64Array.from(values as number[])
}

function readFile(name: string, file: string, shape: number[]): { data: Float64Array; shape: number[] } {
  const path = resolve(file)
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    throw new LazyrichError(
      `${name}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code}): a file of raw little-endian float64 is accepted`,
    )
  }
  const count = shape.reduce((product, length) => product * length, 1)
  if (bytes.length !== 8 * count)
    throw new LazyrichError(`${name}: ${file} has ${bytes.length} bytes, shape [${shape}] needs ${8 * count}`)
  if (endianness() === 'BE') bytes.swap64()
  const data = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  const bad = data.findIndex((entry) => !Number.isFinite(entry))
  if (bad >= 0)
    throw new LazyrichError(`${name}${place(bad, shape)} is ${data[bad]} in ${file}: a finite number is accepted`)
  return { data, shape }
}

/** `[2][0]` for entry 6 of shape [3, 3]. */
function place(index: number, shape: readonly number[]): string {
  let [rest, text] = [index, '']
  for (const length of shape.toReversed()) {
    text = `[${rest % length}]${text}`
    rest = Math.floor(rest / length)
  }
  return text
}

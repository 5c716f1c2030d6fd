import { LazyrichError } from '../errors.ts'
import { refuse, refuseAs, refuseLength } from './refuse.ts'

/**
 * Throws a {@link LazyrichError} unless `values` is a list: an array, a typed array, or an object with a length. What is in
 * it is {@link requireFiniteList}'s to look at. To be asked before a length is read.
 *
 * @param of what the list holds, for the message.
 */
export function requireList(name: string, values: ArrayLike<unknown>, of = 'numbers'): void {
  if (typeof values !== 'object' || values === null || !Number.isSafeInteger(values.length) || values.length < 0)
    refuse(name, values, `a list of ${of}`)
}

/** Throws a {@link LazyrichError} unless `values` is a list of finite numbers; names the first entry that is not. */
export function requireFiniteList(name: string, values: ArrayLike<number>): void {
  requireList(name, values)
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) refuseEntry(name, values[i], i) // finite entries build no string
}

/**
 * Throws a {@link LazyrichError} unless `values` is a list of one or more numbers, finite or not: what is measured of a
 * run that has diverged.
 */
export function requireMeasured(name: string, values: ArrayLike<number>): void {
  requireList(name, values)
  if (values.length === 0) refuseAs(`${name} is empty`, 'at least one number')
  if (values instanceof Float64Array || values instanceof Float32Array) return
  for (let i = 0; i < values.length; i++) if (typeof values[i] !== 'number') refuseEntry(name, values[i], i)
}

/** Throws a {@link LazyrichError} unless `values` is a list of one or more finite numbers. */
export function requireNumbers(name: string, values: ArrayLike<number>): void {
  requireList(name, values)
  if (values.length === 0) refuseAs(`${name} is empty`, 'at least one number')
  requireFiniteList(name, values)
}

/** Throws a {@link LazyrichError} unless `values` is a list of `length` finite numbers; `why` says where the length comes from. */
export function requireLength(name: string, values: ArrayLike<number>, length: number, why: string): void {
  requireList(name, values)
  if (values.length !== length) refuseLength(name, values, `${length} (${why})`)
  requireFiniteList(name, values)
}

/**
 * How many rows of `columns` numbers there are, in a matrix that is given row by row. Throws a {@link LazyrichError}
 * unless there is at least one, the last is whole and all entries are finite.
 */
export function rowsOf(name: string, values: ArrayLike<number>, columns: number, why: string): number {
  requireFiniteList(name, values)
  const rows = values.length / columns
  if (rows === 0 || !Number.isInteger(rows))
    throw new LazyrichError(`${name} has length ${values.length}: rows of ${columns} (${why}) are accepted`)
  return rows
}

/**
 * How many columns there are in a matrix of that many rows, given row by row. Throws a {@link LazyrichError} unless there
 * is at least one, all rows are of one length and all entries are finite.
 */
export function columnsOf(name: string, values: ArrayLike<number>, rows: number, why: string): number {
  requireFiniteList(name, values)
  const columns = values.length / rows
  if (columns === 0 || !Number.isInteger(columns)) refuseLength(name, values, `a multiple of ${rows} (${why})`)
  return columns
}

/** Throws a {@link LazyrichError} unless `times` is a list of finite numbers ≥ 0, in any order. */
export function requireTimes(times: ArrayLike<number>, name = 'times'): void {
  requireList(name, times)
  for (let i = 0; i < times.length; i++) {
    const time = times[i]!
    if (!(typeof time === 'number' && time >= 0 && time < Infinity))
      refuse(`${name}[${i}]`, time, 'a finite number ≥ 0') // good times build no string
  }
}

function refuseEntry(name: string, entry: unknown, i: number): never {
  refuse(
    `${name}[${i}]`,
    entry,
    typeof entry === 'object' ? 'a finite number (row after row, in one list)' : 'a finite number',
  )
}

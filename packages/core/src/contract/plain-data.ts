import { LazyrichError } from '../errors.ts'

/**
 * A copy of plain data as it crosses between threads: numbers, strings, booleans, lists, typed arrays with memory of
 * their own, and records of these.
 *
 * @throws LazyrichError that names the first place where something else stands.
 */
export function copyOf<T>(value: T, place = ''): T {
  return copied(value, place) as T
}

function copied(value: unknown, place: string): unknown {
  if (value === null || ['number', 'string', 'boolean', 'undefined'].includes(typeof value)) return value
  const refuse = (what: string): never => {
    throw new LazyrichError(`${place === '' ? 'the whole' : place} is ${what}: plain data is accepted`)
  }
  if (typeof value !== 'object') return refuse(`a ${typeof value}`)
  if (isNumbers(value))
    return value.buffer instanceof ArrayBuffer ? value.slice() : refuse('an array with shared memory')
  if (Array.isArray(value)) return value.map((entry, i) => copied(entry, `${place}[${i}]`))
  const parent = Object.getPrototypeOf(value)
  if (parent !== Object.prototype && parent !== null) return refuse(`a ${value.constructor?.name}`)
  const entries = Object.entries(value)
  return Object.fromEntries(
    entries.map(([name, entry]) => [name, copied(entry, place === '' ? name : `${place}.${name}`)]),
  )
}

/** The first place where two values differ, bit for bit (NaN is NaN, −0 is not 0), with both; undefined where none. */
export function differenceOf(actual: unknown, expected: unknown, place = ''): string | undefined {
  if (Object.is(actual, expected)) return undefined
  const said = `${place === '' ? 'it' : place} is ${shown(actual)}, not ${shown(expected)}`
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) return said
  if (Array.isArray(actual) !== Array.isArray(expected)) return said
  if (isNumbers(actual) || isNumbers(expected)) {
    if (!isNumbers(actual) || !isNumbers(expected)) return said
    const isSameKind = actual instanceof Float64Array === expected instanceof Float64Array
    if (!isSameKind || actual.length !== expected.length) return said
    const at = actual.findIndex((entry: number, i: number) => !Object.is(entry, expected[i]))
    return at < 0 ? undefined : `${place}[${at}] is ${shown(actual[at])}, not ${shown(expected[at])}`
  }
  const names = new Set([...Object.keys(actual), ...Object.keys(expected)])
  for (const name of names) {
    const at = place === '' ? name : `${place}.${name}`
    const found = differenceOf((actual as Named)[name], (expected as Named)[name], at)
    if (found !== undefined) return found
  }
  return undefined
}

/** The typed arrays of snapshots; frames and what a run is given hold Float64Arrays alone. */
function isNumbers(value: unknown): value is Float64Array | Float32Array {
  return value instanceof Float64Array || value instanceof Float32Array
}

type Named = { readonly [name: string]: unknown }

function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  if (Object.is(value, -0)) return '−0'
  if (isNumbers(value)) return `a ${value[Symbol.toStringTag]} of ${value.length}`
  return typeof value === 'object' && value !== null ? 'a record' : String(value)
}

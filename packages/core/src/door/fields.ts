import { LazyrichError } from '../errors.ts'
import { nearest } from './nearest.ts'
import { listed, refuse } from './refuse.ts'

/** The names of an object's fields, in a record of them all, so that the compiler sees one that was left out. */
export type Names<T> = { readonly [name in keyof Required<T>]: true }

type Known = { readonly [name: string]: true }

/**
 * Throws a {@link LazyrichError} unless `options` is an object whose fields all have known names, so that no misspelled
 * option is passed over. The message says which name is nearest.
 */
export function requireOptions(name: string, options: object, known: Known): void {
  requireObject(name, options, known)
  for (const field in options) if (known[field] !== true) refuseField(name, field, known)
}

/**
 * The same for a problem, a network or data, which may carry what belongs to their owner (a name, results): only a
 * name of four letters or more that looks like a known one misspelled is refused.
 */
export function requireProblem(name: string, problem: object, known: Known): void {
  requireObject(name, problem, known)
  // its length first: looking a name up costs more
  for (const field in problem)
    if (field.length > 3 && known[field] !== true && nearest(field, Object.keys(known)) !== '')
      refuseField(name, field, known)
}

/** Throws a {@link LazyrichError} unless `given` is an object with fields: no list, no Map, Date or other thing of its own kind. */
export function requireObject(name: string, given: object, known: Known): void {
  if (!isObject(given)) refuse(name, given, `an object with ${listed(Object.keys(known))}`)
}

/** The same for an object whose names are anybody's; `holds` says what it holds, for the message. */
export function requireRecord(name: string, given: object, holds: string): void {
  if (!isObject(given)) refuse(name, given, `an object with ${holds}`)
}

function isObject(given: object): boolean {
  if (typeof given !== 'object' || given === null) return false
  const kind = Object.getPrototypeOf(given)
  return kind === Object.prototype || kind === null || Object.prototype.toString.call(given) === '[object Object]'
}

/** What people look for among options. */
const OF_PROBLEM: readonly string[] = ['loss', 'learningRate']

function refuseField(name: string, field: string, known: Known): never {
  const hint = nearest(field, Object.keys(known)) || (OF_PROBLEM.includes(field) ? ' (it stands in the problem)' : '')
  throw new LazyrichError(`${name}.${field} is unknown${hint}: ${listed(Object.keys(known))} is accepted`)
}

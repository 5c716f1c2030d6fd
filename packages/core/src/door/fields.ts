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
 * The same for a problem, a network or data, which may carry what belongs to their owner (a name, results): refused are
 * names of four letters or more that look like a known one misspelled, and words that mean something elsewhere in core.
 */
export function requireProblem(name: string, problem: object, known: Known): void {
  requireObject(name, problem, known)
  // its length first: looking a name up costs more
  for (const field in problem)
    if (
      (field.length > 3 || field === 'lr' || field === 'eta') &&
      known[field] !== true &&
      !isForeign(field, known, problem)
    )
      refuseField(name, field, known)
}

/** Names that look like none of those known, found once: states carry `beta` and more into every call. */
const foreign: WeakMap<Known, Set<string>> = /* @__PURE__ */ new WeakMap()

function isForeign(field: string, known: Known, problem: object): boolean {
  // A result, or the method of a descent that is handed on as its network.
  if (field === 'loss') return typeof (problem as { readonly loss?: unknown }).loss !== 'string'
  const found = foreign.get(known)
  if (found?.has(field)) return true
  if (Object.hasOwn(MISPLACED, field) || nearest(field, Object.keys(known)) !== '') return false
  if (!found) foreign.set(known, new Set([field]))
  else if (found.size < 100) found.add(field) // of a caller who makes names up, not all are kept
  return true
}

/** Throws a {@link LazyrichError} unless `given` is an object with fields: no list, no Map, Date or other thing of its own kind. */
export function requireObject(name: string, given: object, known: Known): void {
  if (!isObject(given)) refuse(name, given, `an object of ${listed(Object.keys(known), 'and')}`)
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

/** Words that mean something in this house: where they are unknown they stand in the wrong place, or mean the rates. */
const MISPLACED: { readonly [word: string]: string } = {
  loss: 'problem or its data',
  learningRate: 'problem or the network',
  leak: 'network',
  lr: '',
  eta: '',
  rate: '',
  rates: '',
}

function refuseField(name: string, field: string, known: Known): never {
  const place = Object.hasOwn(MISPLACED, field) ? MISPLACED[field] : undefined
  const meant = place === '' && known.learningRate ? ' (did you mean learningRate?)' : ''
  const hint = meant || nearest(field, Object.keys(known)) || (place ? ` (it stands in the ${place})` : '')
  throw new LazyrichError(`${name}.${field} is unknown${hint}: ${listed(Object.keys(known))} is accepted`)
}

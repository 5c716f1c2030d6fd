import { nearestOf } from './nearest.ts'
import { listed, refuse, refuseName } from './refuse.ts'

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
 * names that look like a known one misspelled, and words that mean something elsewhere in core. Names of up to three
 * letters look like one that is missing only where they begin it or differ in capitals alone: `a` where `A` is meant.
 */
export function requireProblem(name: string, problem: object, known: Known): void {
  requireObject(name, problem, known)
  for (const field in problem)
    if (known[field] !== true && !isForeign(field, known, problem)) refuseField(name, field, known)
}

/** Names that look like none of those known, found once: states carry `beta` and more into every call. */
const foreign: WeakMap<Known, Set<string>> = /* @__PURE__ */ new WeakMap()

function isForeign(field: string, known: Known, problem: object): boolean {
  if (foreign.get(known)?.has(field)) return true
  const word = wordOf(field)
  // A loss that is no text is a result, or the method of a descent that is handed on as its network.
  if (ELSEWHERE.test(word)) return word === 'loss' && typeof (problem as { readonly loss?: unknown }).loss !== 'string'
  const meant = nearestOf(word, Object.keys(known), word[3] ? undefined : 0)
  if (meant !== '') return !word[3] && meant in problem
  const names = foreign.get(known) ?? new Set()
  foreign.set(known, names)
  if (names.size < 100) names.add(field) // of a caller who makes names up, not all are kept
  return true
}

/** Throws a {@link LazyrichError} unless `given` is an object with fields: no list, no Map, Date or other thing of its own kind. */
export function requireObject(name: string, given: object, known: Known): void {
  if (!isObject(given)) refuse(name, given, `an object of ${listed(Object.keys(known), 'and')}`)
}

/**
 * Throws a {@link LazyrichError} where a list or an object came after a problem that holds all there is to say, some of it
 * optional: the caller means it by `meant`, and left out there it would mean something else.
 */
export function requireNoMore(surplus: unknown, meant: string): void {
  if (typeof surplus === 'object' && surplus !== null)
    refuse('the argument after the problem', surplus, `none (${meant})`)
}

/** As {@link requireObject}, for an object whose names are anybody's; `holds` says what it holds, for the message. */
export function requireRecord(name: string, given: object, holds: string): void {
  if (!isObject(given)) refuse(name, given, `an object with ${holds}`)
}

/** Whether `given` is an object with fields. */
export function isObject(given: unknown): boolean {
  return {}.toString.call(given) === '[object Object]'
}

/** Words that mean something in this house: where they are unknown they stand in the wrong place. */
const ELSEWHERE = /^(loss|leak|learningRate)$/

/** A field's name, or what is meant by those that others give to the learning rate. */
function wordOf(field: string): string {
  return /^(lr|eta|rates?)$/.test(field) ? 'learningRate' : field
}

function refuseField(name: string, field: string, known: Known): never {
  const word = wordOf(field)
  const place = ELSEWHERE.test(word) && known[word] !== true ? ` (${word} stands in the problem, network or data)` : ''
  refuseName(`${name}.${field} is unknown${place}`, word, Object.keys(known))
}

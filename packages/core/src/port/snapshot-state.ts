import { isObject, type Names, requireOptions, requireRecord } from '../door/fields.ts'
import { requireWhole } from '../door/number.ts'
import { refuse } from '../door/refuse.ts'
import { shown } from '../door/shown.ts'
import { LazyrichError } from '../errors.ts'

/**
 * What a snapshot holds of a run: numbers and typed arrays by name, in double precision or single, as the run computes
 * with them; they are sent, stored and read back as what they are.
 */
export type SnapshotState<Memory extends ArrayBufferLike = ArrayBuffer> = {
  readonly [name: string]: number | Float64Array<Memory> | Float32Array<Memory>
}

/** What a state holds under each name: a number; a Float64Array of that length; or a Float32Array of that length. */
export type StateShape = { readonly [name: string]: 'number' | number | { readonly float32: number } }

/** The values of a state by name, typed by its shape; of any state, where no shape is known. */
export type StateOf<S extends StateShape, Memory extends ArrayBufferLike = ArrayBuffer> = {
  readonly [K in keyof S]: Held<S[K], Memory>
}

type Held<V, Memory extends ArrayBufferLike> = V extends 'number'
  ? number
  : V extends number
    ? Float64Array<Memory>
    : Float32Array<Memory>

/**
 * Reads the state of a snapshot: the experiment names what must be in it, and gets it typed.
 *
 * @throws LazyrichError for the first name that is missing, of another kind or of another length.
 * @example
 * const state = { weights: Float32Array.of(0.5, 1), time: 3 }
 * readState(state, { weights: { float32: 2 }, time: 'number' }).weights[0] // 0.5
 */
export function readState<const S extends StateShape>(state: SnapshotState, shape: S): StateOf<S> {
  requireRecord('state', state, 'numbers, Float64Arrays and Float32Arrays by name')
  requireStateShape('shape', shape)
  return held(state, shape)
}

/** Throws a {@link LazyrichError} unless `shape` says of every name what a state holds there. */
export function requireStateShape(name: string, shape: StateShape): void {
  requireRecord(name, shape, "'number', a length or { float32: length } by name")
  for (const [key, wanted] of Object.entries(shape)) {
    const place = `${name}.${key}`
    if (typeof wanted === 'number') requireWhole(place, wanted, 0)
    else if (isObject(wanted)) requireSingle(place, wanted as Single)
    else if (wanted !== 'number') refuse(place, wanted, "'number', a length or { float32: length }")
  }
}

type Single = Extract<StateShape[string], object>

const SINGLE: Names<Single> = { float32: true }

function requireSingle(place: string, wanted: Single): void {
  requireOptions(place, wanted, SINGLE)
  requireWhole(`${place}.float32`, wanted.float32, 0)
}

/** {@link readState} of a state and a shape that are known to be such. */
export function held<const S extends StateShape>(state: SnapshotState, shape: S): StateOf<S> {
  for (const [name, wanted] of Object.entries(shape)) {
    const value = state[name]
    const came = kindOf(value)
    const accepted = acceptedBy(wanted)
    if (came === accepted) continue
    const said = came === NUMBER ? shown(value) : came
    throw new LazyrichError(`the snapshot's ${name} is ${said}: ${accepted} is accepted`)
  }
  return state as StateOf<S>
}

const NUMBER = 'a number'

/** A value's kind, in the words of {@link acceptedBy}; of what no state holds, the words of any message. */
function kindOf(value: unknown): string {
  if (typeof value === 'number') return NUMBER
  const isArray = value instanceof Float64Array || value instanceof Float32Array
  return isArray ? arrayOf(value[Symbol.toStringTag], value.length) : shown(value)
}

function acceptedBy(wanted: StateShape[string]): string {
  if (wanted === 'number') return NUMBER
  return typeof wanted === 'number' ? arrayOf('Float64Array', wanted) : arrayOf('Float32Array', wanted.float32)
}

function arrayOf(kind: string, length: number): string {
  return `a ${kind} of length ${length}`
}

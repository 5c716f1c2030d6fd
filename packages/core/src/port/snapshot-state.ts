import { requireRecord } from '../door/fields.ts'
import { requireWhole } from '../door/number.ts'
import { shown } from '../door/shown.ts'
import { LazyrichError } from '../errors.ts'

/** What a snapshot holds of a run: numbers and typed arrays by name. */
export type SnapshotState<Memory extends ArrayBufferLike = ArrayBuffer> = {
  readonly [name: string]: number | Float64Array<Memory>
}

/** What a state holds under each name: a number, or a typed array of that length. */
export type StateShape = { readonly [name: string]: 'number' | number }

/** The values of a state by name, typed by its shape; of any state, where no shape is known. */
export type StateOf<S extends StateShape, Memory extends ArrayBufferLike = ArrayBuffer> = {
  readonly [K in keyof S]: Held<S[K], Memory>
}

type Held<V, Memory extends ArrayBufferLike> = V extends 'number' ? number : Float64Array<Memory>

/**
 * Reads the state of a snapshot: the experiment names what must be in it, and gets it typed.
 *
 * @throws LazyrichError for the first name that is missing, of another kind or of another length.
 */
export function readState<const S extends StateShape>(state: SnapshotState, shape: S): StateOf<S> {
  requireRecord('state', state, 'numbers and Float64Arrays by name')
  requireRecord('shape', shape, "'number' or a length by name")
  for (const [name, wanted] of Object.entries(shape)) if (wanted !== 'number') requireWhole(`shape.${name}`, wanted, 0)
  return held(state, shape)
}

/** The same of a state and a shape that are known to be such. */
export function held<const S extends StateShape>(state: SnapshotState, shape: S): StateOf<S> {
  for (const [name, wanted] of Object.entries(shape)) {
    const value = state[name]
    const fits =
      wanted === 'number' ? typeof value === 'number' : value instanceof Float64Array && value.length === wanted
    if (fits) continue
    const came = value instanceof Float64Array ? `a Float64Array of length ${value.length}` : shown(value)
    const accepted = wanted === 'number' ? 'a number' : `a Float64Array of length ${wanted}`
    throw new LazyrichError(`the snapshot's ${name} is ${came}: ${accepted} is accepted`)
  }
  return state as StateOf<S>
}

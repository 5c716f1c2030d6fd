import { nearest } from '@lazyrich/core/port'
import { TfError } from './errors.ts'

// How arguments are checked where they come in: each check once, and every refusal says what came and what is accepted.

/** The names of an object's fields, in a record of them all, so that the compiler sees one that was left out. */
export type Names<T> = { readonly [name in keyof Required<T>]: true }

/** @throws TfError that says what came, and what is accepted. */
export function refuse(what: string, given: unknown, accepted: string): never {
  throw new TfError(`${what} is ${shown(given)}: ${accepted} is accepted`)
}

/** A value for a message: numbers as they are, text in quotes, anything larger by its kind. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  if (typeof value === 'string') return JSON.stringify(value).slice(0, 42)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return 'a function'
  if (Object(value) !== value) return String(value)
  if (Array.isArray(value)) return value.length <= 6 ? `[${value.map(shown).join(', ')}]` : `a list of ${value.length}`
  return `of type ${(value as object).constructor?.name || 'Object'}`
}

/**
 * @throws TfError unless the options are an object whose fields all have known names, so that no misspelled one is passed
 * over: it says which name is nearest.
 */
export function requireOptions<T extends object>(what: string, options: T, known: Names<T>): void {
  const names = Object.keys(known)
  if ({}.toString.call(options) !== '[object Object]')
    refuse(what, options, names.length > 0 ? `an object of ${names.join(', ')}` : 'nothing')
  for (const name in options)
    if (!Object.hasOwn(known, name))
      throw new TfError(
        `${what}.${name} is unknown${nearest(name, names)}: ${names.join(', ') || 'nothing'} ${names.length > 1 ? 'are' : 'is'} accepted`,
      )
}

/**
 * @throws TfError unless it is an object with all of these fields; where one is missing, it names the one that is misspelled.
 * Others beside them are passed over.
 */
export function requireFields<T extends object>(what: string, given: T, known: Names<T>): void {
  const isObject = {}.toString.call(given) === '[object Object]'
  const names = Object.keys(known)
  const missing = isObject ? names.find((name) => (given as { [name: string]: unknown })[name] === undefined) : ''
  if (missing === undefined) return
  requireOptions(what, given, known)
  refuse(`${what}.${missing}`, undefined, `an object of ${names.join(', ')}`)
}

/** What a number may be. */
export interface Bounds {
  readonly whole?: boolean
  /** At least. */
  readonly from?: number
  /** At most. */
  readonly to?: number
  /** More than. */
  readonly above?: number
  /** Less than. */
  readonly below?: number
  /** True where ∞ is accepted. */
  readonly infinite?: boolean
}

/** @throws TfError unless it is a number within the bounds. */
export function requireNumber(what: string, given: unknown, bounds: Bounds = {}): void {
  const {
    whole = false,
    from = -Infinity,
    to = Infinity,
    above = -Infinity,
    below = Infinity,
    infinite = false,
  } = bounds
  const fits =
    typeof given === 'number' &&
    (infinite ? !Number.isNaN(given) : Number.isFinite(given)) &&
    (!whole || Number.isInteger(given)) &&
    given >= from &&
    given <= to &&
    (above === -Infinity || given > above) &&
    (below === Infinity || given < below)
  if (!fits) refuse(what, given, numberWithin(bounds))
}

/** `a whole number from 0 to 9`, `a number above 0`, `a number of at least 0 and below 1`, in words. */
function numberWithin({ whole, from, to, above, below }: Bounds): string {
  const noun = whole
    ? 'a whole number'
    : from === undefined && above === undefined && to === undefined && below === undefined
      ? 'a finite number'
      : 'a number'
  if (from !== undefined && to !== undefined) return `${noun} from ${from} to ${to}`
  const least = from !== undefined ? `of at least ${from}` : above !== undefined ? `above ${above}` : ''
  const most = to !== undefined ? `of at most ${to}` : below !== undefined ? `below ${below}` : ''
  return [noun, [least, most].filter(Boolean).join(' and ')].filter(Boolean).join(' ')
}

/** @throws TfError unless it is true or false. */
export function requireFlag(what: string, given: unknown): void {
  if (typeof given !== 'boolean') refuse(what, given, 'true or false')
}

/** @throws TfError unless it is one of these texts; it says which is nearest. */
export function requireOneOf(what: string, given: unknown, accepted: readonly string[]): void {
  if (typeof given === 'string' && accepted.includes(given)) return
  const hint = typeof given === 'string' ? nearest(given, accepted) : ''
  throw new TfError(`${what} is ${shown(given)}${hint}: ${accepted.join(', ')} are accepted`)
}

/** @throws TfError unless it can be called. */
export function requireFunction(what: string, given: unknown, accepted: string): void {
  if (typeof given !== 'function') refuse(what, given, accepted)
}

/** @throws TfError unless it is a list of numbers, nested ones and texts not among them, of that length if one is given. */
export function requireNumbers(what: string, given: unknown, length?: number): asserts given is ArrayLike<number> {
  const isList = Array.isArray(given) || (ArrayBuffer.isView(given) && 'length' in given)
  if (!isList) refuse(what, given, 'a list of numbers')
  const list = given as ArrayLike<unknown>
  if (length !== undefined && list.length !== length)
    throw new TfError(`${what} has length ${list.length}: ${length} is accepted`)
  if (typeof list[0] === 'bigint') refuse(`${what}[0]`, list[0], 'a number')
  if (!Array.isArray(given)) return
  for (let p = 0; p < list.length; p++) if (typeof list[p] !== 'number') refuse(`${what}[${p}]`, list[p], 'a number')
}

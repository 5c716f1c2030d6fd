import { LazyrichError } from '../../src/errors.ts'

/** A public function with arguments that it accepts, to be tried with others. */
export interface Call {
  /** As exported; what it returns may be part of it, as in `exactNeuron().at`. */
  readonly name: string
  /** Calls it, and whatever of its result takes arguments or computes late. */
  // biome-ignore lint/suspicious/noExplicitAny: anything at all is handed in
  readonly run: (...args: any[]) => unknown
  /** New ones for every call, all optional ones included. */
  readonly args: () => unknown[]
  /** Paths, such as `0.W`, of what is written: a Float64Array and nothing else. */
  readonly written?: readonly string[]
  /** Paths of numbers that must be whole. */
  readonly whole?: readonly string[]
  /** Paths at which lists of numbers that are not finite are answered, as what they measure may be so. */
  readonly anyNumber?: readonly string[]
  /** What else than another value of its kind is accepted at a path. */
  readonly also?: { readonly [path: string]: (value: unknown) => boolean }
}

const sparse: number[] = []
sparse[1] = 1

/** Values of every kind that plain JavaScript can hand in. */
export const hostile: readonly { readonly name: string; readonly value: () => unknown }[] = [
  ...[undefined, null, true, false, '', '1', 'abc', '[1,2]', 'mean', 1n, -3n].map((value) => named(value)),
  ...[0, -0, 1, -1, 1.5, 5e-324, 1e308, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY].map((value) => named(value)),
  { name: 'a symbol', value: () => Symbol('s') },
  { name: 'a function', value: () => () => 1 },
  { name: 'a class', value: () => class {} },
  { name: '{}', value: () => ({}) },
  { name: 'an object of another kind', value: () => ({ colour: 'red' }) },
  { name: 'a Map', value: () => new Map([[0, 1]]) },
  { name: 'a Set', value: () => new Set([1, 2]) },
  { name: 'a Date', value: () => new Date(0) },
  { name: 'a RegExp', value: () => /x/ },
  { name: 'a Promise', value: () => Promise.resolve(1) },
  { name: 'an Error', value: () => new Error('no') },
  { name: 'new Number(1)', value: () => Object(1) },
  { name: "new String('12')", value: () => Object('12') },
  { name: '[]', value: () => [] },
  { name: 'a nested list', value: () => [[1, 0], [0, 1]] }, // biome-ignore format: one line
  { name: 'nested typed arrays', value: () => [Float64Array.of(1, 0), Float64Array.of(0, 1)] },
  { name: 'a sparse list', value: () => sparse },
  { name: 'new Array(4)', value: () => new Array(4) },
  ...[[undefined], [null], ['1', '2'], [true, false], [1n], [Number.NaN], [1, Number.POSITIVE_INFINITY], [{}]].map(
    (value) => ({
      name: `[${value.map((entry) => (typeof entry === 'string' ? `'${entry}'` : String(entry)))}]`,
      value: () => value,
    }),
  ),
  { name: 'BigInt64Array [1n]', value: () => BigInt64Array.of(1n) },
  { name: 'an ArrayBuffer', value: () => new ArrayBuffer(32) },
  { name: 'a DataView', value: () => new DataView(new ArrayBuffer(32)) },
  { name: '{ length: -1 }', value: () => ({ length: -1 }) },
  { name: '{ length: 1.5 }', value: () => ({ length: 1.5 }) },
  { name: "{ length: '2' }", value: () => ({ length: '2', 0: 1, 1: 2 }) },
  { name: '[1]', value: () => [1] },
  { name: '[1, 2, 3, 4]', value: () => [1, 2, 3, 4] },
]

/** Other forms of the same numbers, which are fine wherever they are only read; undefined where they do not hold them. */
export const forms: readonly {
  readonly name: string
  readonly of: (list: number[]) => ArrayLike<number> | undefined
}[] = [
  { name: 'an array', of: (list) => list },
  { name: 'an array-like', of: (list) => Object.assign({ length: list.length }, list) },
  { name: 'a Float32Array', of: (list) => held(list, Float32Array.from(list)) },
  { name: 'an Int32Array', of: (list) => held(list, Int32Array.from(list)) },
  { name: 'an Int8Array', of: (list) => held(list, Int8Array.from(list)) },
  { name: 'a Uint8ClampedArray', of: (list) => held(list, Uint8ClampedArray.from(list)) },
]

function named(value: unknown): { name: string; value: () => unknown } {
  const name = Object.is(value, -0)
    ? '-0'
    : typeof value === 'string'
      ? `'${value}'`
      : typeof value === 'bigint'
        ? `${value}n`
        : String(value)
  return { name, value: () => value }
}

function held(list: number[], form: ArrayLike<number>): ArrayLike<number> | undefined {
  return list.every((entry, i) => Object.is(form[i], entry)) ? form : undefined
}

/** Every place in the arguments that takes a value, as in `0`, `0.w0`, `1.learningRate.a`. */
export function placesOf(args: readonly unknown[]): string[] {
  return args.flatMap((value, i) => below(String(i), value))
}

function below(path: string, value: unknown): string[] {
  if (isNumbers(value)) return [path]
  if (Array.isArray(value)) return [path, ...value.flatMap((entry, i) => below(`${path}.${i}`, entry))]
  if (!isPlain(value)) return [path]
  return [path, ...Object.entries(value).flatMap(([key, entry]) => below(`${path}.${key}`, entry))]
}

function isPlain(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function isNumbers(value: unknown): value is ArrayLike<number> {
  if (ArrayBuffer.isView(value)) return true
  return Array.isArray(value) && value.every((entry) => typeof entry === 'number')
}

type Outcome = { readonly answer: unknown } | { readonly refused: string } | { readonly broken: unknown }

function outcome(call: Call, args: unknown[]): Outcome {
  try {
    return { answer: call.run(...args) }
  } catch (error) {
    return error instanceof LazyrichError ? { refused: error.message } : { broken: error }
  }
}

function at(args: readonly unknown[], path: string): unknown {
  // biome-ignore lint/suspicious/noExplicitAny: a path into anything
  return path.split('.').reduce<any>((value, key) => value[key], args)
}

function placed(call: Call, path: string, value: unknown): unknown[] {
  const args = call.args()
  const keys = path.split('.')
  const last = keys.pop()!
  const parent = keys.length === 0 ? args : (at(args, keys.join('.')) as { [name: string]: unknown })
  ;(parent as { [name: string]: unknown })[last] = value
  return args
}

/** What is wrong with how a call takes this value at this place; undefined where nothing is. */
export function faultOf(call: Call, path: string, name: string, value: unknown): string | undefined {
  const base = at(call.args(), path)
  const got = outcome(call, placed(call, path, value))
  const where = `${call.name}, argument ${path} as ${name}`
  if ('broken' in got) return `${where}: ${String(got.broken)}`
  if ('refused' in got) return undefined
  const plain = plainOf(call, path, base, value)
  if (plain === undefined) return `${where}: answered ${show(got.answer)}`
  const wanted = outcome(call, placed(call, path, plain.value))
  if (!('answer' in wanted)) return `${where}: answered ${show(got.answer)}, where plain numbers are not`
  return same(got.answer, wanted.answer) ? undefined : `${where}: ${show(got.answer)} instead of ${show(wanted.answer)}`
}

/** The value as a plain number or Float64Array, or as left out; undefined where it must be refused. */
function plainOf(call: Call, path: string, base: unknown, value: unknown): { readonly value: unknown } | undefined {
  if (value === undefined) return { value: undefined }
  if (call.also?.[path]?.(value)) return { value }
  if (typeof base === 'number')
    return typeof value === 'number' &&
      (Number.isFinite(value) || call.anyNumber?.includes(path)) &&
      !(call.whole?.includes(path) && !Number.isInteger(value))
      ? { value }
      : // a rate or a tolerance may be one number or one of each
        isPlain(value) || isList(value, false)
        ? alternative(call, path, value)
        : undefined
  if (isNumbers(base)) {
    if (call.written?.includes(path)) return value instanceof Float64Array ? { value } : undefined
    if (isList(value, call.anyNumber?.includes(path) === true)) return { value: Float64Array.from(value) }
    return typeof value === 'number' && Number.isFinite(value) ? alternative(call, path, value) : undefined
  }
  if (typeof base === 'string' || typeof base === 'boolean') return typeof value === typeof base ? { value } : undefined
  if (isTexts(base) && isTexts(value)) return { value }
  if (typeof base === 'function') return typeof value === 'function' ? { value } : undefined
  if (isPlain(base) && isPlain(value)) return { value: Object.keys(value).length === 0 ? {} : value }
  if (isPlain(base) && typeof value === 'number' && Number.isFinite(value)) return alternative(call, path, value)
  return Array.isArray(base) && Array.isArray(value) && value.length === 0 ? { value } : undefined
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && Array.from(value).every((entry) => typeof entry === 'string')
}

/** Places where a number and a list or record of numbers are both accepted. */
function alternative(call: Call, path: string, value: unknown): { readonly value: unknown } | undefined {
  return /(^|\.)(learningRate|rtol|atol)$/.test(path) || call.name.includes('learningRate')
    ? { value: isList(value, false) ? Float64Array.from(value) : value }
    : undefined
}

function isList(value: unknown, anyNumber: boolean): value is ArrayLike<number> {
  if (typeof value !== 'object' || value === null || !('length' in value)) return false
  const { length } = value as ArrayLike<unknown>
  if (!Number.isSafeInteger(length) || length < 0) return false
  for (let i = 0; i < length; i++) {
    const entry = (value as ArrayLike<unknown>)[i]
    if (typeof entry !== 'number' || !(anyNumber || Number.isFinite(entry))) return false
  }
  return true
}

/** Whether two answers are the same, bit for bit; functions are not compared. */
export function same(x: unknown, y: unknown): boolean {
  if (Object.is(x, y) || (typeof x === 'function' && typeof y === 'function')) return true
  if (typeof x !== 'object' || typeof y !== 'object' || x === null || y === null) return false
  if (Object.getPrototypeOf(x) !== Object.getPrototypeOf(y)) return false
  const keys = Object.keys(x)
  if (keys.length !== Object.keys(y).length) return false
  return keys.every((key) => same((x as { [k: string]: unknown })[key], (y as { [k: string]: unknown })[key]))
}

function show(value: unknown): string {
  try {
    return (
      JSON.stringify(value, (_key, entry) =>
        typeof entry === 'number' && !Number.isFinite(entry)
          ? String(entry)
          : ArrayBuffer.isView(entry)
            ? Array.from(entry as Float64Array).map(String)
            : entry,
      )?.slice(0, 120) ?? String(value)
    )
  } catch {
    return String(value)
  }
}

/** All faults of a call: hostile values at every place, then other forms of its own lists, then what it changed. */
export function faultsOf(call: Call): string[] {
  const args = call.args()
  const good = outcome(call, args)
  if (!('answer' in good)) return [`${call.name} refuses its own arguments: ${show(good)}`]
  const faults: (string | undefined)[] = []
  for (const path of placesOf(call.args())) {
    for (const { name, value } of hostile) faults.push(faultOf(call, path, name, value()))
    faults.push(...formFaults(call, path, good.answer), changed(call, path, args))
  }
  return faults.filter((fault) => fault !== undefined)
}

function formFaults(call: Call, path: string, answer: unknown): (string | undefined)[] {
  const base = at(call.args(), path)
  if (!isNumbers(base) || call.written?.includes(path)) return []
  return forms.map(({ name, of }) => {
    const form = of(Array.from(base))
    if (form === undefined) return undefined
    const got = outcome(call, placed(call, path, form))
    if ('answer' in got && same(got.answer, answer)) return undefined
    return `${call.name}, argument ${path} as ${name} of the same numbers: ${show(got)}`
  })
}

/** What is only read is as it was before the call. */
function changed(call: Call, path: string, used: readonly unknown[]): string | undefined {
  const base = at(call.args(), path)
  if (!isNumbers(base) || call.written?.includes(path)) return undefined
  return same(at(used, path), base) ? undefined : `${call.name} changed argument ${path}`
}

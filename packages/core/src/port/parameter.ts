import { type Names, requireOptions, requireRecord } from '../door/fields.ts'
import { requireList } from '../door/list.ts'
import { nearest } from '../door/nearest.ts'
import { shown } from '../door/shown.ts'
import { requireText, requireTexts } from '../door/text.ts'
import { LazyrichError } from '../errors.ts'
import type {
  ChoiceParameter,
  NumberParameter,
  Parameter,
  ParameterSchema,
  ParametersOf,
  ParameterValue,
  RecordParameter,
  Sides,
  VectorParameter,
} from './parameter-kinds.ts'
import { planOf } from './record.ts'
import { requireDeclared, requireParameterAt, requireSchema } from './require-parameter.ts'

export type {
  ChoiceParameter,
  NumberParameter,
  Parameter,
  ParameterSchema,
  Parameters,
  ParametersOf,
  ParameterValue,
  RecordParameter,
  Sides,
  VectorParameter,
} from './parameter-kinds.ts'

type Symbolic = { symbol?: string }
type VectorOptions = Symbolic & { unit?: string; min?: number; max?: number; changeable?: boolean }
type NumberOptions = VectorOptions & { integer?: boolean; sides?: Sides }

const CHOICE_OPTIONS: Names<Symbolic> = { symbol: true }
const VECTOR_OPTIONS: Names<VectorOptions> = { ...CHOICE_OPTIONS, unit: true, min: true, max: true, changeable: true }
const NUMBER_OPTIONS: Names<NumberOptions> = { ...VECTOR_OPTIONS, integer: true, sides: true }

/** The symbol, where there is one. */
function symbolic({ symbol }: Symbolic): Symbolic {
  return symbol === undefined ? {} : { symbol }
}

/** A declaration, once it is found to be one. */
function declared<P extends Parameter>(parameter: P): P {
  requireDeclared(parameter, '')
  return parameter
}

/**
 * Declares a number; bounds are inclusive and default to ±1e12.
 *
 * @example
 * const steps = number('steps of descent', 1000, { unit: 'steps', min: 1, integer: true })
 * const around0 = { value: 0, below: 'downstream', at: 'balanced', above: 'upstream' }
 * const delta = number('unbalance of the start', 0, { symbol: 'δ', sides: around0 })
 *
 * @throws LazyrichError that names what is of another kind.
 */
export function number(meaning: string, initial: number, options: NumberOptions = {}): NumberParameter {
  requireOptions('options', options, NUMBER_OPTIONS)
  const { unit = '', min = -1e12, max = 1e12, integer = false, changeable = false, sides } = options
  const described = { ...symbolic(options), meaning, unit, changeable }
  const own = sides === undefined ? {} : { sides }
  return declared({ kind: 'number', ...described, default: initial, min, max, integer, ...own })
}

/**
 * Declares a vector of the default's length; bounds hold for each entry.
 *
 * @example
 * const target = vector('where β is drawn to', [0, 1], { symbol: 'β*' })
 *
 * @throws LazyrichError that names what is of another kind.
 */
export function vector(meaning: string, initial: readonly number[], options: VectorOptions = {}): VectorParameter {
  requireOptions('options', options, VECTOR_OPTIONS)
  requireList('default', initial)
  const { unit = '', min = -1e8, max = 1e8, changeable = false } = options
  const described = { ...symbolic(options), meaning, unit, changeable }
  return declared({ kind: 'vector', ...described, default: Array.from(initial), length: initial.length, min, max })
}

/**
 * Declares a choice between names; the first is the default.
 *
 * @example
 * const sign = choice('sign of a at the start', ['positive', 'negative'])
 *
 * @throws LazyrichError that names what is of another kind, or where there is no name to choose.
 */
export function choice<const Name extends string>(
  meaning: string,
  choices: readonly Name[],
  options: Symbolic = {},
): ChoiceParameter<Name> {
  requireOptions('options', options, CHOICE_OPTIONS)
  requireTexts('choices', choices)
  const described = { ...symbolic(options), meaning, unit: '', changeable: false }
  return declared({ kind: 'choice', ...described, default: choices[0]!, choices: [...choices] })
}

/**
 * Declares which frames the run yields, in the grammar of {@link parseRecord}.
 *
 * @example
 * const frames = record('lin:200')
 *
 * @throws LazyrichError for what is no text.
 */
export function record(initial: string): RecordParameter {
  const meaning = 'which frames the run yields'
  return declared({ kind: 'record', meaning, unit: '', default: initial, changeable: false })
}

/**
 * What a parameter accepts, in words: `a number from 0 to 1`.
 *
 * @throws LazyrichError for what is no declared parameter.
 */
export function accepts(parameter: Parameter): string {
  requireParameterAt('parameter', parameter)
  return accepted(parameter)
}

function accepted(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'number':
      return `a ${parameter.integer ? 'whole ' : ''}number from ${parameter.min} to ${parameter.max}`
    case 'vector':
      return `${parameter.length} numbers from ${parameter.min} to ${parameter.max}, separated by commas`
    case 'choice':
      return parameter.choices.join(', ')
    case 'record':
      return 'log:<frames>, lin:<frames> or every:<distance>'
  }
}

/**
 * Reads the value of a parameter from text, as in `--set name=value`: `0.1`, `0,1`, `log:60`.
 *
 * @throws LazyrichError that names the parameter, the text and what is accepted.
 */
export function parseParameter(name: string, parameter: Parameter, text: string): ParameterValue {
  requireText('name', name)
  requireParameterAt('parameter', parameter)
  requireText('text', text)
  const numeric = (part: string): number => (part.trim() === '' ? Number.NaN : Number(part))
  if (parameter.kind === 'number') return check(name, parameter, numeric(text), text)
  if (parameter.kind === 'vector') {
    const parts = text.trim().replace(/^\[(.*)\]$/, '$1')
    return check(name, parameter, parts.split(',').map(numeric), text)
  }
  return check(name, parameter, text, text)
}

/**
 * Completes `given` with the schema's defaults.
 *
 * @throws LazyrichError for an unknown name (with the nearest known one), a value out of range, or a schema that is none.
 */
export function completeParameters<S extends ParameterSchema>(
  schema: S,
  given: { readonly [name: string]: unknown } = {},
): ParametersOf<S> {
  requireSchema(schema)
  return completed(schema, given)
}

/** The same for a schema that is known to be one. */
export function completed<S extends ParameterSchema>(
  schema: S,
  given: { readonly [name: string]: unknown },
): ParametersOf<S> {
  requireRecord('parameters', given, 'values by name')
  for (const name of Object.keys(given)) parameterOf(schema, name)
  const values: { [name: string]: ParameterValue } = {}
  for (const [name, parameter] of Object.entries(schema)) {
    const value = given[name]
    values[name] = value === undefined ? copied(parameter.default) : check(name, parameter, value)
  }
  return values as ParametersOf<S>
}

/** The parameter of that name, or an error that says which names there are. */
export function requireParameter(schema: ParameterSchema, name: string): Parameter {
  requireSchema(schema)
  requireText('name', name)
  return parameterOf(schema, name)
}

/** The same for a schema that is known to be one. */
export function parameterOf(schema: ParameterSchema, name: string): Parameter {
  if (Object.hasOwn(schema, name)) return schema[name]!
  const names = Object.keys(schema)
  throw new LazyrichError(`parameter ${name} is unknown${nearest(name, names)}; known: ${names.join(', ')}`)
}

/** @param text what was typed, where it was. */
function check(name: string, parameter: Parameter, value: unknown, text = value): ParameterValue {
  if (fits(parameter, value)) return copied(value)
  const came = text === '' ? 'empty' : typeof text === 'string' ? text : numbersIn(parameter, text)
  throw new LazyrichError(`${name} is ${came}: ${accepted(parameter)} is accepted`)
}

/** What came, entry by entry where it is a list of the right length. */
function numbersIn({ kind, ...parameter }: Parameter & { length?: number }, value: unknown): string {
  const isList = kind === 'vector' && hasLength(value, parameter.length!)
  return isList ? `[${Array.from(value, shown).join(', ')}]` : shown(value)
}

function hasLength(value: unknown, length: number): value is ArrayLike<unknown> {
  return typeof value === 'object' && value !== null && (value as ArrayLike<unknown>).length === length
}

/** A run's parameters are its own: nobody else holds its lists. */
function copied(value: ParameterValue): ParameterValue {
  return typeof value === 'object' ? Array.from(value) : value
}

function fits(parameter: Parameter, value: unknown): value is ParameterValue {
  switch (parameter.kind) {
    case 'number':
      return inRange(parameter, value) && (!parameter.integer || Number.isInteger(value))
    case 'vector':
      return hasLength(value, parameter.length) && Array.from(value).every((entry) => inRange(parameter, entry))
    case 'choice':
      return typeof value === 'string' && parameter.choices.includes(value)
    case 'record':
      return typeof value === 'string' && planOf(value) !== undefined
  }
}

function inRange(range: { min: number; max: number }, value: unknown): boolean {
  return typeof value === 'number' && value >= range.min && value <= range.max
}

import { requireOptions, requireRecord } from '../door/fields.ts'
import { requireNumbers } from '../door/list.ts'
import { requireFinite, requireFlag, requireNumber, requireOneOf, requireWhole } from '../door/number.ts'
import { requireText, requireTexts } from '../door/text.ts'
import { LazyrichError } from '../errors.ts'
import type { Parameter, ParameterSchema, Sides } from './parameter-kinds.ts'

const KINDS = ['number', 'vector', 'choice', 'record'] as const
const SIDES = { value: true, below: true, at: true, above: true } as const

/**
 * Throws a {@link LazyrichError} unless the fields of `parameter` are what its kind asks for, as `number`, `vector`,
 * `choice` and `record` make them.
 *
 * @param prefix stands before the names of its fields in the message, as in `parameters.tau.`.
 */
export function requireDeclared(parameter: Parameter, prefix: string): void {
  const { kind, symbol, meaning, unit, changeable } = parameter
  requireText(`${prefix}meaning`, meaning)
  requireText(`${prefix}unit`, unit)
  requireFlag(`${prefix}changeable`, changeable)
  if (symbol !== undefined) requireText(`${prefix}symbol`, symbol)
  if (kind === 'number') {
    requireFinite(`${prefix}default`, parameter.default)
    requireFlag(`${prefix}integer`, parameter.integer)
    if (parameter.sides !== undefined) requireSides(`${prefix}sides`, parameter.sides)
  }
  if (kind === 'vector') requireNumbers(`${prefix}default`, parameter.default)
  if (kind === 'number' || kind === 'vector') {
    requireNumber(`${prefix}min`, parameter.min)
    requireNumber(`${prefix}max`, parameter.max)
  }
  if (kind === 'choice') {
    requireTexts(`${prefix}choices`, parameter.choices)
    if (parameter.choices.length === 0)
      throw new LazyrichError(`${prefix}choices is empty: at least one name is accepted`)
  }
  if (kind === 'choice' || kind === 'record') requireText(`${prefix}default`, parameter.default)
}

function requireSides(name: string, sides: Sides): void {
  requireOptions(name, sides, SIDES)
  requireFinite(`${name}.value`, sides.value)
  for (const side of ['below', 'at', 'above'] as const) requireText(`${name}.${side}`, sides[side])
}

/** Throws a {@link LazyrichError} unless `schema` is a record of declared parameters; names the first that is none. */
export function requireSchema(schema: ParameterSchema, name = 'schema'): void {
  requireRecord(name, schema, 'parameters by name')
  for (const key of Object.keys(schema)) requireParameterAt(`${name}.${key}`, schema[key]!)
}

/** The same for one parameter, of that name in the message. */
export function requireParameterAt(name: string, parameter: Parameter): void {
  requireRecord(name, parameter, 'the declaration of a parameter')
  requireOneOf(`${name}.kind`, parameter.kind, KINDS)
  if (parameter.kind === 'vector') requireWhole(`${name}.length`, parameter.length)
  requireDeclared(parameter, `${name}.`)
}

import { requireRecord } from '../door/fields.ts'
import { requireFiniteList, requireList } from '../door/list.ts'
import { requireFinite } from '../door/number.ts'
import { requireText } from '../door/text.ts'
import { type ParameterSchema, type Parameters, type ParameterValue, parameterOf } from './parameter.ts'

/**
 * Settings of a run without what they leave undefined, with lists of their own; they need not lie within bounds.
 *
 * @throws LazyrichError for an unknown name, or a value of another kind than that of its parameter.
 */
export function settingsIn(name: string, schema: ParameterSchema, settings: Parameters): Parameters {
  requireRecord(name, settings, 'values by name')
  const set: { [name: string]: ParameterValue } = {}
  for (const [key, value] of Object.entries(settings)) {
    const { kind } = parameterOf(schema, key)
    if (value !== undefined) set[key] = ofKind(kind, `${name}.${key}`, value)
  }
  return set
}

/** The same of a list of runs. */
export function allSettingsIn(name: string, schema: ParameterSchema, runs: readonly Parameters[]): Parameters[] {
  requireList(name, runs, 'settings')
  return Array.from(runs, (run, i) => settingsIn(`${name}[${i}]`, schema, run))
}

function ofKind(kind: string, name: string, value: ParameterValue): ParameterValue {
  if (kind === 'number') requireFinite(name, value as number)
  else if (kind === 'vector') requireFiniteList(name, value as readonly number[])
  else requireText(name, value)
  return typeof value === 'object' ? Array.from(value) : value
}

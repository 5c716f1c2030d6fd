import { type Names, requireObject, requireProblem, requireRecord } from '../door/fields.ts'
import { requireFunction } from '../door/function.ts'
import { requireList } from '../door/list.ts'
import { nearest } from '../door/nearest.ts'
import { requireFlag, requireOneOf, requirePositive } from '../door/number.ts'
import { shown } from '../door/shown.ts'
import { requireText, requireTexts } from '../door/text.ts'
import { LazyrichError } from '../errors.ts'
import type { Definition, FieldDescription, Metric, PresetDefinition } from './experiment.ts'
import { completed, type ParameterSchema, type Parameters } from './parameter.ts'
import { requireSchema } from './require-parameter.ts'
import { requireStateShape, type StateShape } from './snapshot-state.ts'

type Checked = Definition<ParameterSchema, string, StateShape>
type Description = Omit<Checked, 'extent' | 'state' | 'refuse' | 'give' | 'begin'>

const NAMES: Names<Checked> = {
  id: true,
  title: true,
  shows: true,
  revision: true,
  axis: true,
  parameters: true,
  metrics: true,
  given: true,
  fields: true,
  presets: true,
  defaultPreset: true,
  seedless: true,
  state: true,
  extent: true,
  refuse: true,
  give: true,
  begin: true,
}
const METRIC: Names<Metric> = { label: true, meaning: true, unit: true, scale: true, exact: true }
const FIELD: Names<FieldDescription> = { meaning: true, shape: true }
const PRESET: Names<PresetDefinition> = { about: true, runs: true, pace: true }
const RUN = { set: true } as const

/**
 * Refuses a definition that contradicts itself, when it is made: later the mistake would show only to whoever asks for
 * that preset, or draws that metric.
 *
 * @throws LazyrichError that names the experiment and what is wrong.
 */
export function checkDefinition<S extends ParameterSchema, G extends string, H extends StateShape>(
  definition: Definition<S, G, H>,
): void {
  // what it computes of its values is asked of them alone
  const checked = definition as unknown as Checked
  checkDescription(
    checked,
    (settings) => {
      const parameters = completed(checked.parameters, settings)
      checked.refuse?.(parameters)
    },
    () => requireCode(checked),
  )
}

/**
 * The same for what an experiment says of itself.
 *
 * @param complete completes and checks settings, as the experiment itself does.
 */
export function checkDescription(
  definition: Description,
  complete: (settings: Parameters) => unknown,
  others: () => void = () => {},
): void {
  requireProblem('definition', definition, NAMES)
  const { id } = definition
  if (typeof id !== 'string' || id.trim() === '')
    throw new LazyrichError(`id is ${shown(id)}: a name such as neuron-race is accepted`)
  within(`experiment ${id}`, () => {
    requireWords(definition)
    others()
    requireMetrics(definition)
    requireFields('given', definition.given)
    requireFields('fields', definition.fields)
    requirePresets(definition, complete)
  })
}

/** Says where it was that something was refused. */
function within(where: string, check: () => void): void {
  try {
    check()
  } catch (error) {
    throw new LazyrichError(`${where}: ${error instanceof Error ? error.message : error}`)
  }
}

function requireWords({ title, shows, revision, axis, seedless }: Description): void {
  requireText('title', title)
  requireText('shows', shows)
  if (!Number.isSafeInteger(revision) || revision < 1)
    throw new LazyrichError(`revision is ${shown(revision)}: a whole number from 1 up is accepted`)
  requireOneOf('axis', axis, ['step', 'time'])
  if (seedless !== undefined) requireFlag('seedless', seedless)
}

function requireCode({ state, extent, refuse, give, begin }: Checked): void {
  for (const [name, code] of Object.entries({ extent, begin })) requireFunction(name, code)
  for (const [name, code] of Object.entries({ refuse, give })) if (code !== undefined) requireFunction(name, code)
  if (typeof state === 'function' || state === undefined) return
  requireStateShape('state', state)
}

function requireMetrics({ metrics }: Description): void {
  requireRecord('metrics', metrics, 'metrics by name')
  for (const [name, metric] of Object.entries(metrics)) {
    requireObject(`metrics.${name}`, metric, METRIC)
    for (const field of ['label', 'meaning', 'unit'] as const) requireText(`metrics.${name}.${field}`, metric[field])
    const { scale, exact } = metric
    requireOneOf(`the scale of ${name}`, scale, ['linear', 'log'])
    if (exact === undefined) continue
    requireText(`exact of ${name}`, exact)
    if (!Object.hasOwn(metrics, exact))
      throw new LazyrichError(
        `exact of ${name} is ${exact}: a metric is accepted${nearest(exact, Object.keys(metrics))}`,
      )
  }
}

function requireFields(name: string, fields: Checked['fields']): void {
  requireRecord(name, fields, 'descriptions by name')
  for (const [key, field] of Object.entries(fields)) {
    requireObject(`${name}.${key}`, field, FIELD)
    requireText(`${name}.${key}.meaning`, field.meaning)
    requireTexts(`${name}.${key}.shape`, field.shape)
  }
}

function requirePresets(
  { parameters, presets, defaultPreset }: Description,
  complete: (settings: Parameters) => unknown,
): void {
  requireSchema(parameters, 'parameters')
  const attempt = (where: string, settings: Parameters): void =>
    within(where, () => {
      complete(settings)
    })
  attempt('the defaults', Object.fromEntries(Object.entries(parameters).map(([name, it]) => [name, it.default])))

  requireRecord('presets', presets, 'presets by name')
  const names = Object.keys(presets)
  const refused = (what: string): never => {
    throw new LazyrichError(what)
  }
  if (!names.includes('small')) refused(`presets are ${names.join(', ') || 'none'}: small is to be among them`)
  requireText('defaultPreset', defaultPreset)
  if (!names.includes(defaultPreset))
    refused(`defaultPreset is ${defaultPreset}: one of ${names.join(', ')} is accepted${nearest(defaultPreset, names)}`)
  for (const [name, preset] of Object.entries(presets)) {
    requireObject(`presets.${name}`, preset, PRESET)
    const { about, runs, pace } = preset
    requireText(`presets.${name}.about`, about)
    if (pace !== undefined) requirePositive(`presets.${name}.pace`, pace)
    requireList(`presets.${name}.runs`, runs, 'runs')
    if (runs.length === 0) refused(`preset ${name} is empty: one or more runs are accepted`)
    for (const [r, run] of Array.from(runs).entries()) {
      requireObject(`presets.${name}.runs[${r}]`, run, RUN)
      attempt(`preset ${name}, run ${r + 1}`, run.set)
    }
  }
}

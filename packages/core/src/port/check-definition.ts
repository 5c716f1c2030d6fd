import { nearest } from '../door/nearest.ts'
import { LazyrichError } from '../errors.ts'
import type { ParameterSchema, Parameters } from './parameter.ts'

/** What is checked of a definition. */
interface Checked {
  readonly id: string
  readonly revision: number
  readonly axis: string
  readonly parameters: ParameterSchema
  readonly metrics: { readonly [name: string]: { readonly scale: string; readonly exact?: string } }
  readonly presets: { readonly [name: string]: { readonly runs: readonly { readonly set: Parameters }[] } }
  readonly defaultPreset: string
}

/**
 * Refuses a definition that contradicts itself, when it is made: later the mistake would show only to whoever asks for
 * that preset, or draws that metric.
 *
 * @param complete completes and checks settings, as the experiment itself does.
 * @throws LazyrichError that names the experiment and what is wrong.
 */
export function checkDefinition(definition: Checked, complete: (settings: Parameters) => unknown): void {
  const { id, revision, axis, parameters, metrics, presets, defaultPreset } = definition
  if (typeof id !== 'string' || id.trim() === '')
    throw new LazyrichError(`id is ${JSON.stringify(id)}: a name such as neuron-race is accepted`)
  const refuse = (what: string): never => {
    throw new LazyrichError(`experiment ${id}: ${what}`)
  }
  const attempt = (where: string, settings: Parameters): void => {
    try {
      complete(settings)
    } catch (error) {
      refuse(`${where}: ${error instanceof Error ? error.message : error}`)
    }
  }

  if (!Number.isInteger(revision) || revision < 1)
    refuse(`revision is ${revision}: a whole number from 1 up is accepted`)
  if (axis !== 'step' && axis !== 'time') refuse(`axis is ${axis}: step or time is accepted`)
  attempt('the defaults', Object.fromEntries(Object.entries(parameters).map(([name, it]) => [name, it.default])))

  for (const [name, { scale, exact }] of Object.entries(metrics)) {
    if (scale !== 'linear' && scale !== 'log') refuse(`the scale of ${name} is ${scale}: linear or log is accepted`)
    if (exact !== undefined && !Object.hasOwn(metrics, exact))
      refuse(`exact of ${name} is ${exact}: a metric is accepted${nearest(exact, Object.keys(metrics))}`)
  }

  const names = Object.keys(presets)
  if (!names.includes('small')) refuse(`presets are ${names.join(', ') || 'none'}: small is to be among them`)
  if (!names.includes(defaultPreset))
    refuse(`defaultPreset is ${defaultPreset}: one of ${names.join(', ')} is accepted${nearest(defaultPreset, names)}`)
  for (const [name, { runs }] of Object.entries(presets)) {
    if (runs.length === 0) refuse(`preset ${name} is empty: one or more runs are accepted`)
    for (const [r, { set }] of runs.entries()) attempt(`preset ${name}, run ${r + 1}`, set)
  }
}

import { requireRecord } from '../door/fields.ts'
import { requireMethods } from '../door/function.ts'
import { requireText } from '../door/text.ts'

/** What is looked at of an experiment. */
interface Subject {
  readonly id: string
  readonly parameters: object
  readonly metrics: object
  readonly presets: object
}

/** Throws a {@link LazyrichError} unless `experiment` is one, as `defineExperiment` makes it. */
export function requireIsExperiment(name: string, experiment: Subject): void {
  const what = 'an experiment, as defineExperiment makes it,'
  requireMethods(name, experiment, ['complete', 'start', 'extent'], what)
  requireText(`${name}.id`, experiment.id)
  for (const part of ['parameters', 'metrics', 'presets'] as const)
    requireRecord(`${name}.${part}`, experiment[part], `the ${part} by name`)
}

/** Throws a {@link LazyrichError} unless `registry` is an object of experiments; names the first that is none. */
export function requireRegistry(registry: { readonly [id: string]: Subject }): void {
  requireRecord('registry', registry, 'experiments by id')
  for (const [id, experiment] of Object.entries(registry)) requireIsExperiment(`registry.${id}`, experiment)
}

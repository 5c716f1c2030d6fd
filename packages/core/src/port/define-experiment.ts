import { checkDefinition } from './check-definition.ts'
import { type Definition, type Experiment, experimentOf } from './experiment.ts'
import type { ParameterSchema } from './parameter.ts'
import type { StateShape } from './snapshot-state.ts'

/**
 * Makes an {@link Experiment} of its definition: checks and completes the parameters, the seed and the snapshot before
 * `begin` sees them, so that no experiment has to; labels the runs of presets; lets no frame pass that does not carry
 * what is described.
 *
 * @example
 * const decay = defineExperiment({
 *   id: 'decay',
 *   title: 'Decay',
 *   shows: 'x = exp(−rate · step)',
 *   revision: 1,
 *   axis: 'step',
 *   extent: ({ steps }) => steps,
 *   parameters: { rate: number('rate', 1, { min: 0 }), steps: number('steps', 10, { integer: true }) },
 *   metrics: { x: { label: 'x', meaning: 'what is left', unit: '', scale: 'log' } },
 *   given: {},
 *   fields: {},
 *   presets: { small: { about: 'one run', runs: [{ set: {} }] } },
 *   defaultPreset: 'small',
 *   state: { step: 'number' },
 *   begin({ rate, steps }, _seed, from) {
 *     let step = from?.step ?? 0
 *     return {
 *       next: () =>
 *         step > steps ? undefined : { kind: 'frame', step, time: step, metrics: { x: Math.exp(-rate * step++) } },
 *       state: () => ({ step }),
 *     }
 *   },
 * })
 * decay.presets.small?.runs.length // 1
 *
 * @throws LazyrichError for a definition that contradicts itself: no preset `small`, a default preset or an exact metric
 * that is not there, a preset whose settings are not accepted, an empty id, a revision that is no whole number from 1 up.
 */
export function defineExperiment<S extends ParameterSchema, G extends string, H extends StateShape>(
  definition: Definition<S, G, H>,
): Experiment {
  checkDefinition(definition)
  return experimentOf(definition)
}

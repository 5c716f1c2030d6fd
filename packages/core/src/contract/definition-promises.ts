import { checkDescription } from '../port/check-definition.ts'
import type { Parameter } from '../port/parameter.ts'
import { demand, demandRefusal, demandSame } from './demand.ts'
import type { ExperimentPromise, Subject } from './subject.ts'

/** What a definition promises, before anything is run. */
export function definitionPromises({ experiment, short, seed }: Subject): ExperimentPromise[] {
  const { parameters, presets, metrics, fields, given } = experiment
  const promise = (says: string, check: () => Promise<void>): ExperimentPromise => ({ kind: 'definition', says, check })
  const start = (settings: { readonly [name: string]: unknown }) => experiment.start(settings, { seed })
  return [
    promise('has an id, a revision, a preset small and a default preset, and contradicts itself nowhere', async () =>
      checkDescription(experiment, (settings) => experiment.complete(settings)),
    ),

    promise('can be started with every run of every preset, each with a label of its own', async () => {
      for (const [name, { runs }] of Object.entries(presets)) {
        for (const { set } of runs) start(set)
        const labels = new Set(runs.map(({ label }) => label))
        demand(labels.size === runs.length, `preset ${name} has ${runs.length} runs and ${labels.size} labels`)
      }
    }),

    promise('describes every parameter, metric and array in words', async () => {
      for (const described of [parameters, metrics, fields, given])
        for (const [name, { meaning }] of Object.entries(described))
          demand(typeof meaning === 'string' && meaning.length > 0, `${name} has no meaning`)
      for (const name of Object.keys(given)) demand(!(name in fields), `${name} is both given and a field`)
    }),

    promise('accepts every default by itself, and what it has completed once more', async () => {
      for (const [name, { default: value }] of Object.entries(parameters)) start({ [name]: value })
      const complete = experiment.complete(short)
      demandSame(experiment.complete(complete), complete, 'completed again')
    }),

    promise('refuses parameters that it does not accept with a LazyrichError that names them', async () => {
      demandRefusal(() => start({ ...short, noSuchName: 1 }), 'noSuchName', 'noSuchName')
      for (const [name, parameter] of Object.entries(parameters))
        for (const value of refusedBy(parameter))
          demandRefusal(() => start({ ...short, [name]: value }), `${name} = ${String(value)}`, name)
    }),

    promise('refuses a seed that is no whole number from 0 to 2³² − 1 with a LazyrichError', async () => {
      for (const wrong of [-1, 0.5, 2 ** 32, Number.NaN])
        demandRefusal(() => experiment.start(short, { seed: wrong }), `seed ${wrong}`, 'seed')
    }),
  ]
}

/** Values that a parameter must not accept. */
function refusedBy(parameter: Parameter): unknown[] {
  const never = [Number.NaN, null, true, {}, '\0']
  switch (parameter.kind) {
    case 'number':
      return [...never, String(parameter.default), parameter.min - 1 - Math.abs(parameter.min)]
    case 'vector':
      return [...never, [], [...parameter.default, 0], parameter.default.map(() => Number.NaN)]
    case 'choice':
      return [...never, `${parameter.choices.join()}?`]
    case 'record':
      return [...never, 'lin:0', 'sometimes']
  }
}

import { requireTexts } from '../door/text.ts'
import { type ParameterSchema, type Parameters, type ParameterValue, parameterOf } from './parameter.ts'
import { requireSchema } from './require-parameter.ts'
import { allSettingsIn } from './settings.ts'

/**
 * What sets each run of a comparison apart from the others: the fewest of its settings that no two runs share, in the
 * order of the schema. For a single run: all that it sets.
 *
 * @example
 * const runs = [-1, 1].map((delta) => ({ delta, steps: 50 }))
 * settingsApart({ delta: number('unbalance', 0), steps: number('steps', 10) }, runs) // [{ delta: -1 }, { delta: 1 }]
 *
 * @param runs settings of each run; a setting that is left out has its default.
 * @param named settings that are always included.
 * @throws LazyrichError for a setting that the schema does not know, or one of another kind than its parameter.
 */
export function settingsApart(
  schema: ParameterSchema,
  runs: readonly Parameters[],
  named: readonly string[] = [],
): Parameters[] {
  requireSchema(schema)
  requireTexts('named', named)
  for (const name of named) parameterOf(schema, name)
  return apart(schema, allSettingsIn('runs', schema, runs), named)
}

/** The same of settings that are known to be some. */
export function apart(
  schema: ParameterSchema,
  runs: readonly Parameters[],
  named: readonly string[] = [],
): Parameters[] {
  const given = (run: Parameters, name: string): ParameterValue => run[name] ?? schema[name]!.default
  const keyOf = (run: Parameters, names: readonly string[]): string =>
    JSON.stringify(names.map((name) => given(run, name)))
  const different = (names: readonly string[]): number => new Set(runs.map((run) => keyOf(run, names))).size
  const set = new Set(runs.flatMap((run) => Object.keys(run)))
  const isAlone = runs.length === 1 && named.length === 0
  let names = Object.keys(schema).filter(
    (name) => named.includes(name) || (set.has(name) && (isAlone || different([name]) > 1)),
  )
  if (!isAlone) {
    const most = different(names)
    for (const name of names.toReversed()) {
      const fewer = names.filter((other) => other !== name)
      if (!named.includes(name) && different(fewer) === most) names = fewer
    }
  }
  return runs.map((run) => Object.fromEntries(names.map((name) => [name, given(run, name)])))
}

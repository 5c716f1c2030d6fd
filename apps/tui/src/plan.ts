import {
  type Experiment,
  LazyrichError,
  type Parameters,
  type ParameterValue,
  parseParameter,
  requireExperiment,
  requireParameter,
  requirePreset,
} from '@lazyrich/core/port'
import { registry } from './registry.ts'

/** One run of a comparison, with all its parameters. */
export interface PlannedRun {
  readonly index: number
  readonly label: string
  readonly parameters: Parameters
}

/** What a command line asks to be trained. */
export interface Plan {
  readonly experiment: Experiment
  readonly preset: string
  readonly runs: readonly PlannedRun[]
  readonly seed: number
  /** The preset's own pace; undefined where settings were changed, since it was chosen for the preset as it is. */
  readonly pace: number | undefined
}

/** The options that choose what is trained, as they come from the command line. */
export interface PlanOptions {
  readonly preset?: string
  readonly set?: readonly string[]
  readonly seed?: string
}

/**
 * Makes a plan of an experiment's id and options. Each `name=value` of `set` goes over every run of the preset; runs
 * that become equal by it are trained once.
 *
 * @throws LazyrichError for unknown names (with the nearest), values out of range, combinations that cannot start.
 */
export function planRuns(id: string, options: PlanOptions): Plan {
  const experiment = requireExperiment(registry, id)
  const name = options.preset ?? experiment.defaultPreset
  const preset = requirePreset(experiment, name)
  const changes = parseSettings(experiment, options.set ?? [])
  const seed = parseSeed(options.seed)
  const runs: PlannedRun[] = []
  const seen = new Set<string>()
  for (const { label, set } of preset.runs) {
    const parameters = experiment.complete({ ...set, ...changes })
    const key = JSON.stringify(parameters)
    if (seen.has(key)) continue
    seen.add(key)
    runs.push({ index: runs.length, label: relabel(label, set, changes), parameters })
  }
  const unchanged = Object.keys(changes).length === 0
  return { experiment, preset: name, runs, seed, pace: unchanged ? preset.pace : undefined }
}

/** A preset's label says what sets a run apart; where a setting overrides that, the label is made anew. */
function relabel(label: string, set: Parameters, changes: Parameters): string {
  const names = Object.keys(set)
  if (!names.some((name) => name in changes)) return label
  return names.map((name) => `${name} = ${changes[name] ?? set[name]}`).join(', ')
}

function parseSettings(experiment: Experiment, settings: readonly string[]): Parameters {
  const changes: { [name: string]: ParameterValue } = {}
  for (const setting of settings) {
    const at = setting.indexOf('=')
    if (at < 1) throw new LazyrichError(`--set ${setting}: name=value is accepted`)
    const name = setting.slice(0, at)
    changes[name] = parseParameter(name, requireParameter(experiment.parameters, name), setting.slice(at + 1))
  }
  return changes
}

function parseSeed(text: string | undefined): number {
  if (text === undefined) return 0
  const seed = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff) return seed
  throw new LazyrichError(`--seed ${text}: a whole number from 0 to ${0xffffffff} is accepted`)
}

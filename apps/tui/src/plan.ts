import {
  type Experiment,
  LazyrichError,
  labelsOf,
  type Parameters,
  type ParameterValue,
  type Preset,
  parseParameter,
  requireExperiment,
  requireParameter,
  requirePreset,
  settingsApart,
} from '@lazyrich/core/port'
import { registry } from './registry.ts'

/** One run of a comparison, with all its parameters. */
export interface PlannedRun {
  readonly index: number
  readonly label: string
  /** What sets it apart from the other runs, and what the preset's runs differ in. */
  readonly apart: Parameters
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
  const different = new Map<string, Settled>()
  for (const { set } of preset.runs) {
    const settings = { ...set, ...changes }
    const parameters = experiment.complete(settings)
    different.set(JSON.stringify(parameters), { settings, parameters })
  }
  const runs = named(experiment, preset, [...different.values()])
  const unchanged = Object.keys(changes).length === 0
  return { experiment, preset: name, runs, seed, pace: unchanged ? preset.pace : undefined }
}

/** A run before it has a name. */
interface Settled {
  readonly settings: Parameters
  readonly parameters: Parameters
}

/**
 * The runs with their labels. What sets the preset's runs apart is told even where a setting has made it the same for
 * all of them: who sets δ reads δ.
 */
function named({ parameters: schema }: Experiment, preset: Preset, runs: readonly Settled[]): PlannedRun[] {
  const sets = preset.runs.map(({ set }) => set)
  const told = Object.keys(settingsApart(schema, sets)[0]!)
  const settings = runs.map((run) => run.settings)
  const apart = settingsApart(schema, settings, told)
  const labels = labelsOf(schema, apart)
  return runs.map(({ parameters }, index) => ({ index, label: labels[index]!, apart: apart[index]!, parameters }))
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

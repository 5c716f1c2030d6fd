import type { Experiment, Parameters } from '@lazyrich/core/port'

/** How an experiment is run by the tests of what all of them promise. Whatever is left out follows from its definition. */
export interface Settings {
  /** Over in a moment, with some 20 frames. If left out: the first run of preset `small`, with 20 frames. */
  readonly short?: Parameters
  /** Over in a second, with few frames and much work between them. If left out: it may never have that much work. */
  readonly slow?: Parameters
  /** Hours of work with a frame at its end. If left out: the slow run (or the short one) as long as it can be. */
  readonly busy?: Parameters
  /** Values other than those of `short`, where the least or largest one would not fit the others. */
  readonly others?: Parameters
  /** Settings that shorten the runs of presets where they are long. */
  readonly shrunk?: Parameters
}

/** The short run of an experiment. */
export function shortOf(experiment: Experiment, { short }: Settings): Parameters {
  return short ?? { ...experiment.presets.small?.runs[0]?.set, record: 'lin:20' }
}

/** The parameter that says where a run ends, and that it accepts another value of in its middle. */
function lengthOf(experiment: Experiment, complete: Parameters): string | undefined {
  const doubles = (name: string) =>
    experiment.extent({ ...complete, [name]: 2 * (complete[name] as number) }) === 2 * experiment.extent(complete)
  return Object.entries(experiment.parameters).find(
    ([name, { kind, changeable }]) => kind === 'number' && changeable && doubles(name),
  )?.[0]
}

/** The change that makes a run longer by a factor, up to a whole number where it must be; undefined where nothing does. */
export function lengthened(experiment: Experiment, parameters: Parameters, factor: number): Parameters | undefined {
  const complete = experiment.complete(parameters)
  const length = lengthOf(experiment, complete)
  const parameter = length === undefined ? undefined : experiment.parameters[length]
  if (length === undefined || parameter?.kind !== 'number') return undefined
  const longer = factor * (complete[length] as number)
  return { [length]: parameter.integer ? Math.ceil(longer) : longer }
}

/** The slow run (or the short one) as long as it can be, with a frame at its end. Undefined where nothing lengthens it. */
export function busyOf(experiment: Experiment, settings: Settings): Parameters | undefined {
  if (settings.busy) return settings.busy
  const { slow = shortOf(experiment, settings) } = settings
  const length = lengthOf(experiment, experiment.complete(slow))
  const longest = length === undefined ? undefined : experiment.parameters[length]
  return longest?.kind === 'number' ? { ...slow, [length!]: longest.max, record: 'lin:1' } : undefined
}

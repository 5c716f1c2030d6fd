import { type ContractOptions, lengthParameter, shortRun } from '@lazyrich/core/contract'
import type { Experiment, Parameters } from '@lazyrich/core/port'

/** How an experiment is run by the tests of what all of them promise. Whatever is left out follows from its definition. */
export interface Settings extends Omit<ContractOptions, 'seed'> {
  /** Hours of work with a frame at its end. If left out: the slow run (or the short one) as long as it can be. */
  readonly busy?: Parameters
  /** Settings that shorten the runs of presets where they are long. */
  readonly shrunk?: Parameters
}

/** The slow run (or the short one) as long as it can be, with a frame at its end. Undefined where nothing lengthens it. */
export function busyOf(experiment: Experiment, settings: Settings): Parameters | undefined {
  if (settings.busy) return settings.busy
  const { slow = shortRun(experiment, settings) } = settings
  const length = lengthParameter(experiment, slow)
  const longest = length === undefined ? undefined : experiment.parameters[length]
  return longest?.kind === 'number' ? { ...slow, [length!]: longest.max, record: 'lin:1' } : undefined
}

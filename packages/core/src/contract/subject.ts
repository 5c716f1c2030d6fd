import type { Experiment } from '../port/experiment.ts'
import type { RunEvent } from '../port/frame.ts'
import type { Parameters } from '../port/parameter.ts'
import { type ContractOptions, shortRun } from './options.ts'
import { eventsOf } from './runs.ts'

/** An experiment that is checked, with the runs by which it is. */
export interface Subject {
  readonly experiment: Experiment
  readonly seed: number
  readonly short: Parameters
  readonly slow: Parameters | undefined
  readonly others: Parameters
  /** The events of the short and the slow run, computed once: not to be changed. */
  shortEvents(): Promise<readonly RunEvent[]>
  slowEvents(): Promise<readonly RunEvent[]>
}

/** A promise, in words that follow the experiment's name: `basins: every run starts …`. */
export interface ExperimentPromise {
  readonly kind: PromiseKind
  readonly says: string
  /** Rejects with an error that says what was found instead. */
  check(): Promise<void>
}

/** What a promise is about: the definition and its runs, snapshots, or runs that a host has in hand. */
export type PromiseKind = 'definition' | 'snapshot' | 'hosted'

export function subjectOf(experiment: Experiment, options: ContractOptions): Subject {
  const short = shortRun(experiment, options)
  const { slow, others = {}, seed = 0 } = options
  const known = new Map<Parameters, Promise<readonly RunEvent[]>>()
  const events = (parameters: Parameters): Promise<readonly RunEvent[]> => {
    const found = known.get(parameters) ?? eventsOf(experiment.start(parameters, { seed }))
    known.set(parameters, found)
    return found
  }
  return {
    experiment,
    seed,
    short,
    slow,
    others,
    shortEvents: async () => events(short),
    slowEvents: async () => events(slow ?? short),
  }
}

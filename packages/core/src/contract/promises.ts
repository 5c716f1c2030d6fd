import type { Experiment } from '../port/experiment.ts'
import { definitionPromises } from './definition-promises.ts'
import { hostedPromises } from './hosted-promises.ts'
import type { ContractOptions } from './options.ts'
import { runPromises } from './run-promises.ts'
import { snapshotPromises } from './snapshot-promises.ts'
import { type ExperimentPromise, subjectOf } from './subject.ts'

export type { ExperimentPromise, PromiseKind } from './subject.ts'

/**
 * What an experiment promises, one by one, for test runners that are to show each of them; {@link checkExperiment} checks
 * them all.
 *
 * @example
 * // In Vitest: for (const { says, check } of promisesOf(basins)) test(says, check)
 * promisesOf(basins).filter(({ kind }) => kind === 'hosted').length // 2
 */
export function promisesOf(experiment: Experiment, options: ContractOptions = {}): ExperimentPromise[] {
  const subject = subjectOf(experiment, options)
  return [
    ...definitionPromises(subject),
    ...runPromises(subject),
    ...snapshotPromises(subject),
    ...hostedPromises(subject),
  ]
}

/**
 * What every experiment promises to whoever runs it, as one call that any test runner can make: a stranger's experiment is
 * held to all that the host, the recorder and the dashboard rely on.
 *
 * @packageDocumentation
 */

export { LazyrichError } from '../errors.ts'
export type { Experiment } from '../port/experiment.ts'
export { checkExperiment } from './check-experiment.ts'
export { type ContractOptions, lengthParameter, shortRun } from './options.ts'
export { type ExperimentPromise, type PromiseKind, promisesOf } from './promises.ts'
export { eventsOf, framesIn } from './runs.ts'

import { type ExperimentPromise, type PromiseKind, promisesOf } from '@lazyrich/core/contract'
import type { Experiment } from '@lazyrich/core/port'
import { test } from 'vitest'
import type { Settings } from '../settings.ts'

const known = new WeakMap<Experiment, ExperimentPromise[]>()

/** A test for each promise of core's contract of that kind. What several of them need is computed once. */
export function promiseContract(experiment: Experiment, settings: Settings, kind: PromiseKind): void {
  const promises = known.get(experiment) ?? promisesOf(experiment, settings)
  known.set(experiment, promises)
  for (const promise of promises) if (promise.kind === kind) test(promise.says, () => promise.check())
}

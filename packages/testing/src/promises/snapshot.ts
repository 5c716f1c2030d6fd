import type { Experiment } from '@lazyrich/core/port'
import { describe } from 'vitest'
import type { Settings } from '../settings.ts'
import { promiseContract } from './contract.ts'

/** What every experiment's snapshots promise; a suite of any package. */
export function promiseSnapshots(experiment: Experiment, settings: Settings = {}): void {
  describe(experiment.id, () => promiseContract(experiment, settings, 'snapshot'))
}

import { promiseSnapshots } from '@lazyrich/testing/promises/snapshot'
import { coreExperiments } from '../../src/index.ts'
import { settings } from '../support/settings.ts'

for (const experiment of Object.values(coreExperiments)) promiseSnapshots(experiment, settings[experiment.id])

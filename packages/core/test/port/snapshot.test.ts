import { coreExperiments } from '../../src/index.ts'
import { promiseSnapshots } from '../promises/snapshot.ts'
import { settings } from '../support/settings.ts'

for (const experiment of Object.values(coreExperiments)) promiseSnapshots(experiment, settings[experiment.id])
